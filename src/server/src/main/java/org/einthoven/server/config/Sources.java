package org.einthoven.server.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.TimeOrderedIds;

/** Where time, ids and randomness come from. */
@Singleton
public class Sources {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  RandomGenerator random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  IdSource ids(Clock clock, RandomGenerator random) {
    return new TimeOrderedIds(clock, random);
  }
}
