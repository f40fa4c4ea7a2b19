package org.einthoven.server.analysis;

import java.time.Duration;

/** Too many analyses wait for an answer already; come back later (503, Retry-After). */
public class AnalysisBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /** With how long to wait. */
  public AnalysisBusyException(Duration retryAfter) {
    super("too many analyses are in hand");
    this.retryAfter = retryAfter;
  }

  /** How long to wait before the next try. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
