package org.einthoven.bench;

import org.einthoven.bench.kill.KillCommand;
import org.einthoven.cli.command.CommandLines;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that measure speed and faults. */
@Command(
    name = "bench",
    description = "Measure speed on this machine, and what faults do.",
    mixinStandardHelpOptions = true,
    subcommands = {
      FhirCommand.class,
      HolterCommand.class,
      JmhCommand.class,
      KillCommand.class,
      LoadCommand.class,
      PipelineCommand.class
    },
    synopsisSubcommandLabel = "jmh|pipeline|holter|load|fhir|kill")
public final class BenchCommand {

  BenchCommand() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    CommandLine commandLine = CommandLines.of(new BenchCommand());
    System.exit(commandLine.execute(arguments));
  }
}
