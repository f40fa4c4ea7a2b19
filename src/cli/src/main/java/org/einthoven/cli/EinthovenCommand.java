package org.einthoven.cli;

import java.time.Clock;
import org.einthoven.cli.analyze.AnalyzeCommand;
import org.einthoven.cli.audit.AuditCommand;
import org.einthoven.cli.command.CommandLines;
import org.einthoven.cli.command.ExitCode;
import org.einthoven.cli.command.Version;
import org.einthoven.cli.demo.DemoCommand;
import org.einthoven.cli.holter.HolterCommand;
import org.einthoven.cli.models.ModelsCommand;
import org.einthoven.cli.synthesize.SynthesizeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that run without a server, and the one that demonstrates it. */
@Command(
    name = "einthoven",
    description = "Open interoperable ECG diagnosis.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      AuditCommand.class,
      DemoCommand.class,
      HolterCommand.class,
      ModelsCommand.class,
      SynthesizeCommand.class,
      VersionCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class EinthovenCommand {

  EinthovenCommand() {}

  /** Runs the command and ends the process with its exit code, one of {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to run; tests give it writers of their own. */
  static CommandLine commandLine() {
    CommandLine commandLine = CommandLines.of(new EinthovenCommand());
    commandLine.addSubcommand(CommandLines.of(new AnalyzeCommand(Clock.systemUTC())));
    return commandLine;
  }
}
