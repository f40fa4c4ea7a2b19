package org.einthoven.inference.reading;

import java.util.Locale;

/**
 * A model's probability as people read it. No model is certain, so none is printed as 0 or 1: what
 * would round to them is given as beyond the last figure that is printed, as in {@code >0.99}.
 */
public final class ProbabilityText {

  private ProbabilityText() {}

  /**
   * A probability with a number of decimals.
   *
   * @param probability 0 to 1
   * @param decimals 1 or more
   */
  public static String of(double probability, int decimals) {
    String rounded = figure(probability, decimals);
    double last = Math.pow(10, -decimals);
    if (rounded.equals(figure(1, decimals))) {
      return ">" + figure(1 - last, decimals);
    }
    if (rounded.equals(figure(0, decimals))) {
      return "<" + figure(last, decimals);
    }
    return rounded;
  }

  private static String figure(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
