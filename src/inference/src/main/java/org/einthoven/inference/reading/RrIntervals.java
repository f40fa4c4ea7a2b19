package org.einthoven.inference.reading;

import java.util.Arrays;

/**
 * The intervals between consecutive R peaks.
 *
 * @param milliseconds in order of time; the array is not copied
 */
record RrIntervals(double[] milliseconds) {

  /**
   * From this irregularity on, prematurity says little: sinus rhythm with breathing stays below
   * 0.08, atrial fibrillation lies between 0.1 and 0.3.
   */
  private static final double IRREGULAR = 0.1;

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

  /**
   * The median change from one interval to the next over the mean interval, 0 with fewer than three
   * intervals. The median leaves single premature beats out of account.
   */
  double irregularity() {
    if (milliseconds.length < 3) {
      return 0;
    }
    double[] changes = new double[milliseconds.length - 1];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = Math.abs(milliseconds[i + 1] - milliseconds[i]);
    }
    Arrays.sort(changes);
    int middle = changes.length / 2;
    double median =
        changes.length % 2 == 1 ? changes[middle] : (changes[middle - 1] + changes[middle]) / 2;
    return median / mean();
  }

  boolean irregular() {
    return irregularity() >= IRREGULAR;
  }
}
