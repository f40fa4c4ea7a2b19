package org.einthoven.bench;

import org.einthoven.cli.command.CommandLines;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that measure speed. */
@Command(
    name = "bench",
    description = "Measure speed on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      FhirCommand.class,
      HolterCommand.class,
      JmhCommand.class,
      LoadCommand.class,
      PipelineCommand.class
    },
    synopsisSubcommandLabel = "jmh|pipeline|holter|load|fhir")
public final class BenchCommand {

  BenchCommand() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    CommandLine commandLine = CommandLines.of(new BenchCommand());
    System.exit(commandLine.execute(arguments));
  }
}
