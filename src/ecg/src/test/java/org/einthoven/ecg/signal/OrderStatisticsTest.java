package org.einthoven.ecg.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class OrderStatisticsTest {

  @RepeatedTest(200)
  void givesWhatSortingGives(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int count = 1 + random.nextInt(300);
    float[] values = new float[count + 5];
    for (int i = 0; i < values.length; i++) {
      // Few different values in some rounds, since equal ones are what such an algorithm fails at.
      values[i] = random.nextBoolean() ? random.nextInt(4) : (float) random.nextGaussian();
      values[i] = random.nextInt(500) == 0 ? Float.NaN : values[i];
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted, 0, count);
    int place = random.nextInt(count);

    assertThat(OrderStatistics.at(values, count, place)).isEqualTo(sorted[place]);
    for (int i = 0; i < count; i++) {
      assertThat(Float.compare(values[i], sorted[place]) * (i - place)).isNotNegative();
    }
  }
}
