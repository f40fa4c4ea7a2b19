package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RrIntervalsTest {

  @Test
  void theMeanIntervalIsInMilliseconds() {
    RrIntervals intervals = RrIntervals.between(new int[] {100, 350, 600, 900}, 250);

    assertThat(intervals.milliseconds()).containsExactly(1000, 1000, 1200);
    assertThat(intervals.mean()).isEqualTo(3200.0 / 3, within(1e-9));
  }

  @Test
  void withoutTwoBeatsThereIsNoInterval() {
    assertThat(RrIntervals.between(new int[] {40}, 500).count()).isZero();
    assertThat(RrIntervals.between(new int[0], 500).count()).isZero();
  }

  @Test
  void theVariationIsOfAllIntervals() {
    RrVariability found = RrIntervals.between(new int[] {0, 100, 190, 300}, 100).variability();

    assertThat(found.deviation()).isEqualTo(100, within(1e-9));
    assertThat(found.successive())
        .isEqualTo(Math.sqrt((100 * 100 + 200 * 200) / 2.0), within(1e-9));
    assertThat(found.shortest()).isEqualTo(900, within(1e-9));
    assertThat(found.longest()).isEqualTo(1100, within(1e-9));
  }
}
