package org.einthoven.training.evaluation;

import java.util.List;

/**
 * One number by which all logits are divided before the softmax, so that probabilities agree better
 * with what is seen (Guo et al. 2017). It moves no decision: the highest logit stays the highest.
 *
 * <p>It is to be computed from beats that were judged by networks that had not seen their patients,
 * offsets included; what a network has learned from it knows too well.
 */
public final class TemperatureScaling {

  private static final double SHARPEST = 0.2;
  private static final double SOFTEST = 5;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int STEPS = 40;

  private TemperatureScaling() {}

  /**
   * The temperature with the lowest cross-entropy, between {@value #SHARPEST} and {@value
   * #SOFTEST}.
   *
   * @param logits one row a beat
   * @param columns the column of the annotated class of each
   */
  public static double temperature(List<float[]> logits, int[] columns) {
    // The cross-entropy is convex in the inverse of the temperature.
    double low = 1 / SOFTEST;
    double high = 1 / SHARPEST;
    for (int i = 0; i < STEPS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (crossEntropy(logits, columns, left) < crossEntropy(logits, columns, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return 2 / (low + high);
  }

  /** The probabilities of a beat at a temperature. */
  public static float[] probabilities(float[] logits, double temperature) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    float[] probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++) {
      double power = Math.exp((logits[c] - highest) / temperature);
      probabilities[c] = (float) power;
      sum += power;
    }
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] /= (float) sum;
    }
    return probabilities;
  }

  private static double crossEntropy(List<float[]> logits, int[] columns, double inverse) {
    double sum = 0;
    for (int i = 0; i < columns.length; i++) {
      float[] row = logits.get(i);
      double denominator = 0;
      for (float logit : row) {
        denominator += Math.exp(inverse * (logit - row[columns[i]]));
      }
      sum += Math.log(denominator);
    }
    return sum / columns.length;
  }
}
