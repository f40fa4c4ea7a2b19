package org.einthoven.ecg.measurement;

import java.util.Arrays;

/**
 * How fast the heart's vector moves: the root of the sum, over the leads that do not follow from
 * others, of the squared slope (spatial velocity, as in Pipberger et al. 1972 and the electrode
 * carts' programs since), in mV a sample.
 *
 * @param values one a sample; zero within {@value #REACH} samples of the ends
 */
record SpatialVelocity(double[] values) {

  /** A slope is taken over so many samples to either side. */
  static final int REACH = 3;

  static SpatialVelocity of(TypicalBeat beat) {
    double[] values = new double[beat.samples()];
    for (int i = REACH; i < values.length - REACH; i++) {
      double squares = 0;
      for (float[] signal : beat.smooth()) {
        double slope = (signal[i + REACH] - signal[i - REACH]) / (2.0 * REACH);
        squares += slope * slope;
      }
      values[i] = Math.sqrt(squares);
    }
    return new SpatialVelocity(values);
  }

  int samples() {
    return values.length;
  }

  /** The place of the highest value, from one place to before another. */
  int highest(int from, int to) {
    int highest = from;
    for (int i = from; i < to; i++) {
      highest = values[i] > values[highest] ? i : highest;
    }
    return highest;
  }

  /** The value that a share of those between two places lie below. */
  double percentile(int from, int to, double share) {
    double[] some = Arrays.copyOfRange(values, from, to);
    Arrays.sort(some);
    return some[(int) (share * (some.length - 1))];
  }

  /**
   * Going back from a place, the first before which so many values in a row are below a level.
   *
   * @return -1 where there is none down to {@code lowest}
   */
  int quietBefore(int from, int lowest, int hold, double level) {
    for (int i = from; i - hold >= lowest; i--) {
      if (below(i - hold, i, level)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Going on from a place, the first after which so many values in a row are below a level.
   *
   * @return -1 where there is none up to {@code end}
   */
  int quietAfter(int from, int end, int hold, double level) {
    for (int i = from; i + hold < end; i++) {
      if (below(i + 1, i + 1 + hold, level)) {
        return i;
      }
    }
    return -1;
  }

  private boolean below(int from, int to, double level) {
    for (int i = from; i < to; i++) {
      if (values[i] >= level) {
        return false;
      }
    }
    return true;
  }
}
