package org.einthoven.cli.command;

/** What a command's exit code tells a script. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** The answer is no, or part of the input was refused. */
  public static final int REFUSED = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /** A fault: of this program, the machine or the network. */
  public static final int FAULT = 3;

  private ExitCode() {}
}
