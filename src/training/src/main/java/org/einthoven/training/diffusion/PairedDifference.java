package org.einthoven.training.diffusion;

/**
 * The mean of paired differences with its 95 % interval by Student's t.
 *
 * @param mean over the pairs
 * @param low its lower bound, NaN with fewer than two pairs
 * @param high its upper bound
 */
record PairedDifference(double mean, double low, double high) {

  /** The 97.5 % quantiles of Student's t for 1, 2, … degrees of freedom. */
  private static final double[] QUANTILES = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093
  };

  private static final double LARGE = 1.96;

  /** Of what each seed gave with and without. */
  static PairedDifference of(double[] with, double[] without) {
    int count = with.length;
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += (with[i] - without[i]) / count;
    }
    if (count < 2) {
      return new PairedDifference(mean, Double.NaN, Double.NaN);
    }
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double off = with[i] - without[i] - mean;
      squares += off * off;
    }
    double error = Math.sqrt(squares / (count - 1) / count);
    double quantile = count - 2 < QUANTILES.length ? QUANTILES[count - 2] : LARGE;
    return new PairedDifference(mean, mean - quantile * error, mean + quantile * error);
  }

  /** Whether the whole interval lies above 0. */
  boolean helps() {
    return low > 0;
  }
}
