package org.einthoven.ecg.rhythm;

import java.util.Arrays;

/** Statistics of a few numbers; all are 0 of none. */
final class Numbers {

  private Numbers() {}

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.length == 0 ? 0 : Math.sqrt(squares / values.length);
  }

  static double median(double[] values) {
    return percentile(values, 50);
  }

  /** With linear interpolation between the two nearest ranks. */
  static double percentile(double[] values, double percent) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = (sorted.length - 1) * percent / 100;
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  static double[] absolute(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  static double[] steps(double[] values) {
    double[] steps = new double[Math.max(0, values.length - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = values[i + 1] - values[i];
    }
    return steps;
  }

  static double peakToPeak(double[] values) {
    return Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0);
  }

  static double correlation(double[] one, double[] other) {
    double meanOne = mean(one);
    double meanOther = mean(other);
    double product = 0;
    double squaresOne = 0;
    double squaresOther = 0;
    for (int i = 0; i < one.length; i++) {
      double a = one[i] - meanOne;
      double b = other[i] - meanOther;
      product += a * b;
      squaresOne += a * a;
      squaresOther += b * b;
    }
    return product / (Math.sqrt(squaresOne * squaresOther) + 1e-9);
  }
}
