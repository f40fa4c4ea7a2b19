package org.einthoven.ecg.signal;

/**
 * A second-order section: H(z) = (b0 + b1 z⁻¹ + b2 z⁻²) / (1 + a1 z⁻¹ + a2 z⁻²).
 *
 * @param b0 of the numerator
 * @param b1 of the numerator
 * @param b2 of the numerator
 * @param a1 of the denominator
 * @param a2 of the denominator
 */
record Section(double b0, double b1, double b2, double a1, double a2) {

  /** What a constant input of 1 comes to in the end. */
  double gainOfConstant() {
    return (b0 + b1 + b2) / (1 + a1 + a2);
  }

  /**
   * Filters in place, from first to last or from last to first, starting as if the first value met
   * had been there for ever (transposed direct form II).
   *
   * @param samples what is filtered
   * @param first the value that the input is taken to have had before
   * @param backward from the last sample to the first
   */
  void run(double[] samples, double first, boolean backward) {
    double steady = gainOfConstant() * first;
    double s2 = b2 * first - a2 * steady;
    double s1 = b1 * first - a1 * steady + s2;
    for (int k = 0; k < samples.length; k++) {
      int i = backward ? samples.length - 1 - k : k;
      double x = samples[i];
      double y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      samples[i] = y;
    }
  }
}
