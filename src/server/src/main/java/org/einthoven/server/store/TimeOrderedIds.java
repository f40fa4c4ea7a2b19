package org.einthoven.server.store;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then a counter of 12 bits that
 * orders the ids of one millisecond (6.2, method 1), then 62 random bits.
 */
public final class TimeOrderedIds implements IdSource {

  private static final int COUNTER_BITS = 12;
  private static final int COUNTER_LIMIT = 1 << COUNTER_BITS;
  private static final int COUNTER_START_LIMIT = COUNTER_LIMIT / 2;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Clock clock;
  private final RandomGenerator random;
  private long milliseconds;
  private int counter;

  /** Ids by this clock; the random bits should be unpredictable outside of tests. */
  public TimeOrderedIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized UUID next() {
    long now = clock.millis();
    if (now > milliseconds) {
      milliseconds = now;
      counter = random.nextInt(COUNTER_START_LIMIT);
    } else if (++counter == COUNTER_LIMIT) {
      // A clock that stands or goes back must not break the order: the ids run ahead of it.
      milliseconds++;
      counter = random.nextInt(COUNTER_START_LIMIT);
    }
    long high = (milliseconds << 16) | VERSION_7 | counter;
    long low = VARIANT | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
