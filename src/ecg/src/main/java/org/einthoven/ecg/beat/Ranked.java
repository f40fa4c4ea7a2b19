package org.einthoven.ecg.beat;

import java.util.Arrays;

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

  /** The median of the first {@code count} values; sorts them. */
  static float medianInPlace(float[] values, int count) {
    Arrays.sort(values, 0, count);
    int middle = count / 2;
    return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
