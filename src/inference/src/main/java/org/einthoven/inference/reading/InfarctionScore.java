package org.einthoven.inference.reading;

/**
 * The model's score for myocardial infarction against normal.
 *
 * @param probability 0 to 1
 * @param threshold at or above which it is stated
 */
public record InfarctionScore(double probability, double threshold) {

  /** Whether the score reaches its threshold. */
  public boolean reached() {
    return probability >= threshold;
  }
}
