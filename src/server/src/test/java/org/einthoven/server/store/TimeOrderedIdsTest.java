package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final TimeOrderedIds ids =
      new TimeOrderedIds(Clock.fixed(NOON, ZoneOffset.UTC), new Random(1));

  @Test
  void anIdHoldsItsTimeVersionAndVariant() {
    UUID id = ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void idsRiseEvenWhenTheClockStands() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      texts.add(ids.next().toString());
    }
    assertThat(texts).isSorted().doesNotHaveDuplicates();
  }
}
