package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private final RetryPolicy policy =
      new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofSeconds(60));

  @Test
  void waitsDoubleUpToTheLongest() {
    Random random = new Random(1);
    long[] full = {2, 4, 8, 16, 32, 60, 60};
    for (int attempt = 1; attempt <= full.length; attempt++) {
      for (int i = 0; i < 100; i++) {
        assertThat(policy.delay(attempt, random))
            .isBetween(
                Duration.ofMillis(full[attempt - 1] * 500), Duration.ofSeconds(full[attempt - 1]));
      }
    }
  }

  @Test
  void theLastAttemptIsTheLast() {
    assertThat(policy.isLast(4)).isFalse();
    assertThat(policy.isLast(5)).isTrue();
  }
}
