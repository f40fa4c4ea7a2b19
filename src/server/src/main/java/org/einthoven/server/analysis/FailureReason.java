package org.einthoven.server.analysis;

/** Why something failed, in words that quote nothing that was sent. */
final class FailureReason {

  private FailureReason() {}

  /** The message of an exception may quote what was sent; its type and place do not. */
  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    StackTraceElement[] trace = cause.getStackTrace();
    return cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
