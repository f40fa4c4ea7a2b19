package org.einthoven.inference.reading;

/**
 * The model's score for myocardial infarction against normal.
 *
 * @param probability 0 to 1
 * @param threshold at or above which it is stated
 */
public record InfarctionScore(double probability, double threshold) {

  /**
   * The deviation, in log odds, of scores near the threshold between two trainings of the same
   * network, cross-validated on PTB-XL folds 1 to 8; see docs/adr/0002.
   */
  public static final double BORDERLINE_LOG_ODDS = 0.9;

  /** Whether the score reaches its threshold. */
  public boolean reached() {
    return probability >= threshold;
  }

  /**
   * Whether the score lies so near its threshold that another training of the same model could have
   * put it on the other side.
   */
  public boolean borderline() {
    return Math.abs(logOdds(probability) - logOdds(threshold)) < BORDERLINE_LOG_ODDS;
  }

  private static double logOdds(double probability) {
    return Math.log(probability / (1 - probability));
  }
}
