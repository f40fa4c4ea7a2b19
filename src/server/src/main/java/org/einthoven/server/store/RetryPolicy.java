package org.einthoven.server.store;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a failed attempt is made again: exponential backoff with full jitter, so that jobs that
 * failed together do not come back together (M. Brooker, "Exponential Backoff And Jitter", AWS
 * Architecture Blog, 2015).
 *
 * @param attempts how many attempts there are in all
 * @param first the longest wait after the first attempt
 * @param longest no wait is longer
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

  /** Whether this attempt, from 1, was the last. */
  public boolean isLast(int attempt) {
    return attempt >= attempts;
  }

  /** How long to wait after this attempt, from 1: at least half of the full wait. */
  public Duration delay(int attempt, RandomGenerator random) {
    double doubled = first.toMillis() * Math.pow(2, Math.max(0, attempt - 1));
    long full = (long) Math.min((double) longest.toMillis(), doubled);
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }
}
