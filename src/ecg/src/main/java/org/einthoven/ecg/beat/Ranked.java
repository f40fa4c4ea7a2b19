package org.einthoven.ecg.beat;

import java.util.Arrays;
import org.einthoven.ecg.signal.OrderStatistics;

/** Order statistics of a few values. */
final class Ranked {

  private Ranked() {}

  static double median(double[] values) {
    return percentile(values, 50);
  }

  /** With linear interpolation between the two nearest ranks. */
  static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = (sorted.length - 1) * percent / 100;
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The median of the first {@code count} values; reorders them. */
  static float medianInPlace(float[] values, int count) {
    int middle = count / 2;
    float upper = OrderStatistics.at(values, count, middle);
    return count % 2 == 1 ? upper : (OrderStatistics.largest(values, middle) + upper) / 2;
  }
}
