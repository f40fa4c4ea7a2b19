package org.einthoven.server.security;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.telemetry.Metrics;

/**
 * Records tokens that do not hold. Anybody can send any number of them, and what is recorded stays:
 * so at most one a second is, with the number of those between, and all are counted.
 */
@Singleton
class FailedLogins {

  private static final Duration APART = Duration.ofSeconds(1);

  private final Denials denials;
  private final Metrics metrics;
  private final Clock clock;
  private Instant last = Instant.MIN;
  private long between;

  /** Into the trail and the metrics. */
  FailedLogins(Denials denials, Metrics metrics, Clock clock) {
    this.denials = denials;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Notes one. */
  void note(String why) {
    metrics.loginFailed();
    String detail = due(why);
    if (!detail.isEmpty()) {
      denials.record(AuditedAction.LOGIN_FAILED, Denials.NOBODY, detail);
    }
  }

  /** What is recorded now; empty where nothing is. */
  private synchronized String due(String why) {
    Instant now = clock.instant();
    if (now.isBefore(last.plus(APART)) && !now.isBefore(last)) {
      between++;
      return "";
    }
    String detail =
        "an access token: " + why + (between == 0 ? "" : "; not recorded before it: " + between);
    last = now;
    between = 0;
    return detail;
  }
}
