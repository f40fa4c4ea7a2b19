package org.einthoven.inference.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RrIntervalsTest {

  @Test
  void theMeanIntervalIsInMilliseconds() {
    RrIntervals intervals = RrIntervals.between(new int[] {100, 350, 600, 900}, 250);

    assertThat(intervals.milliseconds()).containsExactly(1000, 1000, 1200);
    assertThat(intervals.mean()).isEqualTo(3200.0 / 3, within(1e-9));
  }

  @Test
  void singlePrematureBeatsDoNotMakeARegularRhythmIrregular() {
    int[] rPeaks = new int[12];
    for (int i = 1; i < rPeaks.length; i++) {
      rPeaks[i] = rPeaks[i - 1] + (i == 5 ? 250 : i == 6 ? 550 : 400);
    }

    assertThat(RrIntervals.between(rPeaks, 500).irregular()).isFalse();
  }

  @Test
  void intervalsWithoutPatternAreIrregular() {
    Random seeded = new Random(7);
    int[] rPeaks = new int[14];
    for (int i = 1; i < rPeaks.length; i++) {
      rPeaks[i] = rPeaks[i - 1] + 250 + seeded.nextInt(300);
    }

    assertThat(RrIntervals.between(rPeaks, 500).irregular()).isTrue();
  }

  @Test
  void withoutTwoBeatsThereIsNoInterval() {
    assertThat(RrIntervals.between(new int[] {40}, 500).count()).isZero();
    assertThat(RrIntervals.between(new int[0], 500).irregular()).isFalse();
  }
}
