package org.einthoven.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that run without a server, and the one that demonstrates it. */
@Command(
    name = "einthoven",
    description = "Open interoperable ECG diagnosis.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {VersionCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class EinthovenCommand {

  EinthovenCommand() {}

  /** Runs the command and ends the process with its exit code, one of {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to run; tests give it writers of their own. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new EinthovenCommand());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(EinthovenCommand::reportFault);
    return commandLine;
  }

  /** Names the fault in one line; the stack is for those who ask for it. */
  private static int reportFault(
      Exception fault, CommandLine commandLine, CommandLine.ParseResult parseResult) {
    PrintWriter error = commandLine.getErr();
    String message = fault.getMessage();
    error.println("einthoven: " + (message == null ? fault.getClass().getName() : message));
    if (Boolean.getBoolean("einthoven.stacktrace")) {
      fault.printStackTrace(error);
    } else {
      error.println(
          "einthoven: run again with EINTHOVEN_JAVA_OPTIONS=-Deinthoven.stacktrace=true for the"
              + " stack");
    }
    error.flush();
    return ExitCode.FAULT;
  }
}
