package org.einthoven.server.api;

import org.einthoven.ecg.format.ReadResult;

/** Which HTTP status a refusal is answered with. */
final class Statuses {

  private Statuses() {}

  static int of(ReadResult.Reason reason) {
    return switch (reason) {
      case EMPTY, MALFORMED, UNSAFE -> 400;
      case TOO_LARGE -> 413;
      case UNSUPPORTED -> 415;
      case INVALID -> 422;
    };
  }
}
