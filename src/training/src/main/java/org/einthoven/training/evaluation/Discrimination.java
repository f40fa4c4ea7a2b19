package org.einthoven.training.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How well a score tells records with a finding from records without.
 *
 * @param scores one score a record
 * @param labels whether the finding is there
 */
public record Discrimination(double[] scores, boolean[] labels) {

  private static final int RESAMPLES = 1000;

  /** Looks at the scores. */
  public Discrimination {
    for (double score : scores) {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("a score is not a number");
      }
    }
  }

  /** How many records have the finding. */
  public int positives() {
    int count = 0;
    for (boolean label : labels) {
      count += label ? 1 : 0;
    }
    return count;
  }

  /** The area under the ROC curve, ties counted half; NaN where one kind is missing. */
  public double auc() {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double rankSum = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      double rank = (from + to + 1) / 2.0;
      for (int i = from; i < to; i++) {
        rankSum += labels[order[i]] ? rank : 0;
      }
      from = to;
    }
    double positives = positives();
    double negatives = labels.length - positives;
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
  }

  /**
   * The 95 % confidence interval of the area by resampling records (bootstrap percentiles).
   *
   * @return low and high
   */
  public double[] aucInterval(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] areas = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double[] drawn = new double[scores.length];
      boolean[] drawnLabels = new boolean[scores.length];
      for (int i = 0; i < drawn.length; i++) {
        int at = random.nextInt(scores.length);
        drawn[i] = scores[at];
        drawnLabels[i] = labels[at];
      }
      areas[r] = new Discrimination(drawn, drawnLabels).auc();
    }
    double[] known = Arrays.stream(areas).filter(Double::isFinite).sorted().toArray();
    if (known.length == 0) {
      return new double[] {Double.NaN, Double.NaN};
    }
    return new double[] {known[(int) (0.025 * known.length)], known[(int) (0.975 * known.length)]};
  }

  /** The share of records with the finding whose score reaches the threshold. */
  public double sensitivity(double threshold) {
    int reached = 0;
    for (int i = 0; i < scores.length; i++) {
      reached += labels[i] && scores[i] >= threshold ? 1 : 0;
    }
    return (double) reached / positives();
  }

  /** The share of records without the finding whose score does not reach the threshold. */
  public double specificity(double threshold) {
    int below = 0;
    for (int i = 0; i < scores.length; i++) {
      below += !labels[i] && scores[i] < threshold ? 1 : 0;
    }
    return (double) below / (labels.length - positives());
  }

  /** The share of records with the finding among those whose score reaches the threshold. */
  public double positivePredictivity(double threshold) {
    int reached = 0;
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= threshold) {
        reached++;
        right += labels[i] ? 1 : 0;
      }
    }
    return (double) right / reached;
  }

  /** The threshold with the highest F1 of the finding. */
  public double f1Threshold() {
    double best = 0.5;
    double highest = -1;
    for (double score : scores) {
      double se = sensitivity(score);
      double ppv = positivePredictivity(score);
      double f1 = 2 * se * ppv / (se + ppv);
      if (f1 > highest) {
        highest = f1;
        best = score;
      }
    }
    return best;
  }

  /** The records that are wanted, by their place. */
  public Discrimination only(IntPredicate wanted) {
    int[] places = IntStream.range(0, scores.length).filter(wanted).toArray();
    double[] some = new double[places.length];
    boolean[] someLabels = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      some[i] = scores[places[i]];
      someLabels[i] = labels[places[i]];
    }
    return new Discrimination(some, someLabels);
  }

  /** The threshold with the highest sensitivity plus specificity (Youden 1950). */
  public double youdenThreshold() {
    double best = 0.5;
    double bestSum = -1;
    for (double score : scores) {
      double sum = sensitivity(score) + specificity(score);
      if (sum > bestSum) {
        bestSum = sum;
        best = score;
      }
    }
    return best;
  }

  /**
   * The expected calibration error: the mean distance of score and observed share over ten bins of
   * equal width, weighted by their records.
   */
  public double calibrationError() {
    double[] score = new double[10];
    double[] share = new double[10];
    for (int i = 0; i < scores.length; i++) {
      int bin = Math.min(9, (int) (scores[i] * 10));
      score[bin] += scores[i];
      share[bin] += labels[i] ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < 10; bin++) {
      error += Math.abs(score[bin] - share[bin]) / scores.length;
    }
    return error;
  }
}
