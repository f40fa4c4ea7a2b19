package org.einthoven.ecg.format.aecg;

import org.einthoven.ecg.recording.LeadSignal;

/** How many microvolts one digit of a written lead is. */
final class DigitScale {

  /** What stands for a missing sample, and so for no other. */
  static final int MISSING = Short.MIN_VALUE;

  /** Steps of recorders, so that their samples become whole digits again; the coarsest first. */
  private static final double[] STEPS = {
    5, 4.88, 2.5, 2, 1.25, 1, 0.5, 0.25, 0.125, 0.1, 0.05, 0.01, 0.005, 0.001
  };

  /** A reader takes −32768 for missing only where it would mean 10 mV or more. */
  private static final double COARSE_ENOUGH_FOR_MISSING = 0.5;

  private static final double[] ROUNDING = {1 / 256.0, 1 / 250.0, 1 / 200.0};

  private DigitScale() {}

  /**
   * The coarsest step at which every sample is a whole number of digits, else one of at most 1/200
   * microvolt to round to (half a microvolt where samples are missing).
   */
  static double of(LeadSignal signal) {
    boolean missing = false;
    for (float sample : signal.microvolts()) {
      missing |= Float.isNaN(sample);
    }
    for (double step : STEPS) {
      if ((!missing || step >= COARSE_ENOUGH_FOR_MISSING) && fits(signal, step, true)) {
        return step;
      }
    }
    if (missing) {
      return COARSE_ENOUGH_FOR_MISSING;
    }
    for (double step : ROUNDING) {
      if (fits(signal, step, false)) {
        return step;
      }
    }
    throw new IllegalArgumentException(
        "a sample of lead " + signal.lead().label() + " is too large");
  }

  private static boolean fits(LeadSignal signal, double step, boolean exactly) {
    for (float sample : signal.microvolts()) {
      if (Float.isNaN(sample)) {
        continue;
      }
      long digit = digit(sample, step);
      boolean same = (float) (step * digit) == sample;
      if (digit == MISSING || Math.abs(digit) > Integer.MAX_VALUE || (exactly && !same)) {
        return false;
      }
    }
    return true;
  }

  static long digit(float sample, double step) {
    return Float.isNaN(sample) ? MISSING : Math.round(sample / step);
  }
}
