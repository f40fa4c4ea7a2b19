package org.einthoven.training.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well something is found, where each record counts as much as its weight: with weights of 1 as
 * in the folder, with others as in a population with other shares.
 *
 * @param scores one a record, 0 where it was not assessed
 * @param found whether the finding is stated of it
 * @param labels whether it is there
 * @param weights how many records it stands for
 */
public record WeighedDetection(
    double[] scores, boolean[] found, boolean[] labels, double[] weights) {

  /** How many records there are. */
  public int count() {
    return scores.length;
  }

  /** How many of them have the finding. */
  public int positives() {
    int count = 0;
    for (boolean label : labels) {
      count += label ? 1 : 0;
    }
    return count;
  }

  private double sum(boolean wantFound, boolean wantLabel) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += found[i] == wantFound && labels[i] == wantLabel ? weights[i] : 0;
    }
    return sum;
  }

  /** The share of the records with the finding of which it is stated. */
  public double sensitivity() {
    return sum(true, true) / (sum(true, true) + sum(false, true));
  }

  /** The share of the records without it of which it is not stated. */
  public double specificity() {
    return sum(false, false) / (sum(false, false) + sum(true, false));
  }

  /** The share of right ones among those of which it is stated. */
  public double predictivity() {
    return sum(true, true) / (sum(true, true) + sum(true, false));
  }

  /** The harmonic mean of sensitivity and predictivity. */
  public double f1() {
    double right = sum(true, true);
    return 2 * right / (2 * right + sum(true, false) + sum(false, true));
  }

  /** The area under the ROC curve, ties counted half. */
  public double auc() {
    Integer[] order = order();
    double below = 0;
    double area = 0;
    double positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double tiedPositive = 0;
      double tiedNegative = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        tiedPositive += labels[order[to]] ? weights[order[to]] : 0;
        tiedNegative += labels[order[to]] ? 0 : weights[order[to]];
        to++;
      }
      area += tiedPositive * (below + tiedNegative / 2);
      below += tiedNegative;
      positives += tiedPositive;
      from = to;
    }
    return area / (positives * below);
  }

  private Integer[] order() {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    return order;
  }

  /**
   * The threshold at which the weighted F1 is highest. Between two scores it lies in the middle, so
   * that it does not sit on a record.
   */
  public static double bestThreshold(double[] scores, boolean[] labels, double[] weights) {
    boolean[] none = new boolean[scores.length];
    Integer[] order = new WeighedDetection(scores, none, labels, weights).order();
    double all = 0;
    for (int i = 0; i < scores.length; i++) {
      all += labels[i] ? weights[i] : 0;
    }
    double right = 0;
    double wrong = 0;
    double best = 0.5;
    double highest = -1;
    for (int place = order.length - 1; place >= 0; place--) {
      int record = order[place];
      right += labels[record] ? weights[record] : 0;
      wrong += labels[record] ? 0 : weights[record];
      double next = place == 0 ? 0 : scores[order[place - 1]];
      double f1 = 2 * right / (right + wrong + all);
      if (next < scores[record] && f1 > highest) {
        highest = f1;
        best = (scores[record] + next) / 2;
      }
    }
    return best;
  }
}
