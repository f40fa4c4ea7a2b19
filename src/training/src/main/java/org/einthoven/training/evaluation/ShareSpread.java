package org.einthoven.training.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * How the weight that a gate gives the shared features spreads over what was scored.
 *
 * @param count how many weights
 * @param mean NaN where there are none
 * @param deviation their standard deviation, NaN with fewer than two
 * @param low the 5th percentile
 * @param high the 95th
 */
public record ShareSpread(int count, double mean, double deviation, double low, double high) {

  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;

  /** The spread of some weights. */
  public static ShareSpread of(List<Double> shares) {
    double[] sorted = shares.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    double squares = Arrays.stream(sorted).map(share -> (share - mean) * (share - mean)).sum();
    double deviation = sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1));
    return new ShareSpread(
        sorted.length, mean, deviation, percentile(sorted, LOW), percentile(sorted, HIGH));
  }

  /** Interpolated between the two nearest. */
  private static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
