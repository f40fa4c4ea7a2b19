package org.einthoven.ecg.signal;

import java.util.BitSet;

/**
 * Changes the sampling rate of a signal by a ratio of whole numbers: up, low-pass, down in one
 * polyphase filter.
 *
 * <p>The low-pass is a linear-phase FIR, a sinc cut off at the lower of the two Nyquist frequencies
 * under a Kaiser window (beta 5, ten periods of the lower rate to each side), the design that
 * {@code scipy.signal.resample_poly} uses, so that there is no delay. Each phase is scaled to pass
 * a constant exactly: an electrode offset of many millivolts leaves no ripple. Beyond the ends the
 * signal is taken to go on at its first and last value.
 *
 * <p>Sample 0 stays at time 0. A missing sample (NaN) is bridged for the filter, and a new sample
 * is missing where an old one beside it is.
 */
public final class Resampling {

  private static final double KAISER_BETA = 5.0;
  private static final int LOBES = 10;
  private static final int LARGEST_FACTOR = 50_000;
  private static final double RATE_TOLERANCE = 1e-9;

  private final int up;
  private final int down;
  private final int halfLength;
  private final float[][] phases;

  private Resampling(int up, int down) {
    this.up = up;
    this.down = down;
    int slower = Math.max(up, down);
    this.halfLength = LOBES * slower;
    this.phases = up == down ? new float[0][] : design(slower);
  }

  /**
   * The change from one rate to another. A ratio that is not one of whole numbers up to 50,000 is
   * taken as one close to it (a best approximation): sample n of the result lies at sample n ×
   * {@link #down} / {@link #up} of the signal, whatever rate was asked for.
   *
   * @param fromHz the rate of the signal, above 0
   * @param toHz the rate wanted, above 0
   */
  public static Resampling between(double fromHz, double toHz) {
    double ratio = toHz / fromHz;
    if (!(fromHz > 0 && toHz > 0) || Double.isInfinite(fromHz) || Double.isInfinite(toHz)) {
      throw new IllegalArgumentException("sampling rates are above 0 Hz");
    }
    long before = 0;
    long numerator = 1;
    long denominatorBefore = 1;
    long denominator = 0;
    double rest = ratio;
    while (true) {
      long whole = (long) Math.floor(rest);
      long nextNumerator = whole * numerator + before;
      long nextDenominator = whole * denominator + denominatorBefore;
      if (Math.max(nextNumerator, nextDenominator) > LARGEST_FACTOR) {
        break;
      }
      before = numerator;
      numerator = nextNumerator;
      denominatorBefore = denominator;
      denominator = nextDenominator;
      double fraction = rest - whole;
      if (Math.abs(numerator / (double) denominator / ratio - 1) < RATE_TOLERANCE) {
        break;
      }
      rest = 1 / fraction;
    }
    if (denominator == 0 || numerator == 0) {
      throw new IllegalArgumentException(
          "a change from "
              + fromHz
              + " to "
              + toHz
              + " Hz is beyond a factor of "
              + LARGEST_FACTOR);
    }
    return new Resampling((int) numerator, (int) denominator);
  }

  /** Resamples in one call what {@link #between} and {@link #apply} do in two. */
  public static float[] resample(float[] samples, double fromHz, double toHz) {
    return between(fromHz, toHz).apply(samples);
  }

  /** New samples for this many old ones come to old samples times this, over {@link #down}. */
  public int up() {
    return up;
  }

  /** The divisor of the ratio, without a common factor with {@link #up}. */
  public int down() {
    return down;
  }

  /** How many samples come of this many: enough to cover the same time. */
  public int length(int samples) {
    return Math.toIntExact(((long) samples * up + down - 1) / down);
  }

  /** The signal at the new rate, a new array. */
  public float[] apply(float[] samples) {
    if (samples.length == 0 || up == down) {
      return samples.clone();
    }
    Gaps gaps = Gaps.bridge(samples);
    float[] in = gaps.bridged();
    float[] out = new float[length(in.length)];
    for (int n = 0; n < out.length; n++) {
      // Position in the signal raised to `up` times its rate; the filter's centre lies on it.
      long centre = (long) n * down;
      int newest = (int) Math.floorDiv(centre + halfLength, up);
      float[] taps = phases[(int) Math.floorMod(centre + halfLength, (long) up)];
      double sum = 0;
      if (newest < in.length && newest - taps.length + 1 >= 0) {
        for (int k = 0; k < taps.length; k++) {
          sum += taps[k] * in[newest - k];
        }
      } else {
        for (int k = 0; k < taps.length; k++) {
          sum += taps[k] * in[Math.max(0, Math.min(in.length - 1, newest - k))];
        }
      }
      out[n] = (float) sum;
    }
    markMissing(out, gaps.missing(), in.length);
    return out;
  }

  private void markMissing(float[] out, BitSet missing, int length) {
    if (missing.isEmpty()) {
      return;
    }
    for (int n = 0; n < out.length; n++) {
      long position = (long) n * down;
      int left = (int) (position / up);
      int right = position % up == 0 ? left : Math.min(left + 1, length - 1);
      if (missing.get(left) || missing.get(right)) {
        out[n] = Float.NaN;
      }
    }
  }

  private float[][] design(int slower) {
    double[] taps = new double[2 * halfLength + 1];
    for (int i = 0; i < taps.length; i++) {
      double t = i - halfLength;
      double sinc = t == 0 ? 1 : Math.sin(Math.PI * t / slower) / (Math.PI * t / slower);
      double x = t / halfLength;
      taps[i] = sinc * bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x)));
    }
    float[][] split = new float[up][];
    for (int phase = 0; phase < up; phase++) {
      int count = (taps.length - phase + up - 1) / up;
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += taps[phase + k * up];
      }
      split[phase] = new float[count];
      for (int k = 0; k < count; k++) {
        split[phase][k] = (float) (taps[phase + k * up] / sum);
      }
    }
    return split;
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
