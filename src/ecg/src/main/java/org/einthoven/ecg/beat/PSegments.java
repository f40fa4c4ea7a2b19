package org.einthoven.ecg.beat;

/** The P segments of a lead's beats, of which some make up one part of a block. */
final class PSegments {
  private final double[][] segments;
  private final boolean[] members;
  private final int size;
  private final double[] sum;

  PSegments(double[][] segments, boolean[] members) {
    this.segments = segments;
    this.members = members;
    this.size = count(members);
    this.sum = new double[segments[0].length];
    for (int beat = 0; beat < segments.length; beat++) {
      for (int i = 0; members[beat] && i < sum.length; i++) {
        sum[i] += segments[beat][i];
      }
    }
  }

  /** How many beats of the part there are beside one. */
  int others(int beat) {
    return members[beat] ? size - 1 : size;
  }

  /** The mean of the part without one beat. */
  double[] without(int beat) {
    double[] mean = new double[sum.length];
    int others = Math.max(1, others(beat));
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (sum[i] - (members[beat] ? segments[beat][i] : 0)) / others;
    }
    return mean;
  }

  /** The variance of single beats about the mean of their part, summed over the samples. */
  static double variance(PSegments one, PSegments other) {
    double ofOne = one.variance();
    double ofOther = other.variance();
    if (Double.isNaN(ofOne) && Double.isNaN(ofOther)) {
      return 1;
    }
    if (Double.isNaN(ofOne)) {
      return ofOther;
    }
    return Double.isNaN(ofOther) ? ofOne : (ofOne + ofOther) / 2;
  }

  private double variance() {
    if (size < 2) {
      return Double.NaN;
    }
    double squares = 0;
    for (int beat = 0; beat < segments.length; beat++) {
      for (int i = 0; members[beat] && i < sum.length; i++) {
        double off = segments[beat][i] - sum[i] / size;
        squares += off * off;
      }
    }
    return squares / (size - 1);
  }

  private static int count(boolean[] members) {
    int count = 0;
    for (boolean member : members) {
      count += member ? 1 : 0;
    }
    return count;
  }
}
