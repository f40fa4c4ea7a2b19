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

  /** How they vary; there must be two at least. */
  RrVariability variability() {
    double mean = mean();
    double squares = Arrays.stream(milliseconds).map(rr -> (rr - mean) * (rr - mean)).sum();
    double successive = 0;
    for (int i = 1; i < milliseconds.length; i++) {
      double change = milliseconds[i] - milliseconds[i - 1];
      successive += change * change;
    }
    int pairs = milliseconds.length - 1;
    return new RrVariability(
        Math.sqrt(squares / pairs),
        Math.sqrt(successive / pairs),
        Arrays.stream(milliseconds).min().orElseThrow(),
        Arrays.stream(milliseconds).max().orElseThrow());
  }
}
