package org.einthoven.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine;

/** What all command lines of this program have in common: exit codes and how a fault is told. */
public final class CommandLines {

  private CommandLines() {}

  /** A command line for a command object; wrong usage and faults become {@link ExitCode}s. */
  public static CommandLine of(Object command) {
    CommandLine commandLine = new CommandLine(command);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(CommandLines::reportFault);
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
