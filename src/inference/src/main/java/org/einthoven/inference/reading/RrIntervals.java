package org.einthoven.inference.reading;

import java.util.Arrays;

/**
 * The intervals between consecutive R peaks.
 *
 * @param milliseconds in order of time; the array is not copied
 */
record RrIntervals(double[] milliseconds) {

  static RrIntervals between(int[] rPeaks, double samplesPerSecond) {
    double[] intervals = new double[Math.max(0, rPeaks.length - 1)];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = (rPeaks[i + 1] - rPeaks[i]) * 1000.0 / samplesPerSecond;
    }
    return new RrIntervals(intervals);
  }

  int count() {
    return milliseconds.length;
  }

  double mean() {
    return Arrays.stream(milliseconds).average().orElse(Double.NaN);
  }
}
