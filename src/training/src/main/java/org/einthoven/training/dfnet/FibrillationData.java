package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.einthoven.training.data.Cinc2017;
import org.einthoven.training.data.Cinc2017.Label;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.data.Rhythms;
import org.einthoven.training.evaluation.WeighedDetection;

/**
 * What the fibrillation head of the model that ships learns from: CinC 2017's records, in as many
 * parts as DS1 has, and PTB-XL's training folds.
 */
final class FibrillationData {

  private final FibrillationRecords records;
  private final RhythmSet ptbXl;

  FibrillationData(Cinc2017 cinc, PtbXl ptbXl, LeftOut leftOut) throws IOException {
    this.records = new FibrillationRecords(cinc, MitBih.DS1_PARTS.size(), leftOut);
    this.ptbXl = Rhythms.of(ptbXl, DfnetTraining.TRAINING_FOLDS);
  }

  /**
   * What was chosen, and how the head did where it was chosen.
   *
   * @param threshold with the highest F1 over records of all lengths, at the whole database's
   *     shares
   * @param here whole records at that threshold, as they are in the folder
   * @param whole the same, each as often as its label in the whole database
   */
  record Choice(double threshold, WeighedDetection here, WeighedDetection whole) {}

  /** All of it. */
  RhythmSet all() {
    return records.ofFolds(any -> true).and(ptbXl);
  }

  /** Without a part of CinC 2017 and some folds of PTB-XL. */
  RhythmSet without(int part, Set<Integer> ptbXlFolds) {
    return records
        .ofFolds(fold -> fold != part)
        .and(ptbXl.only(entry -> !ptbXlFolds.contains(entry.fold())));
  }

  /** Scores to be filled by {@link #judge}: [lengths][records]. */
  double[][] noScores() {
    return new double[Rhythms.SECONDS.size()][records.size()];
  }

  /** Scores the records of a part by a network that has not seen it. */
  void judge(DfnetPredictor predictor, int part, double[][] scores) {
    for (int length = 0; length < scores.length; length++) {
      records.score(
          predictor::fibrillation,
          Rhythms.SECONDS.get(length),
          fold -> fold == part,
          scores[length]);
    }
  }

  /** Chooses by the scores of all parts. */
  Choice choose(double[][] scores) {
    double[] weights = records.wholeWeights();
    double[] ones = new double[weights.length];
    Arrays.fill(ones, 1);
    double threshold = records.threshold(scores, weights, any -> true);
    double[] uncut = scores[scores.length - 1];
    boolean[] found = new boolean[uncut.length];
    boolean[] labels = new boolean[uncut.length];
    for (int i = 0; i < uncut.length; i++) {
      found[i] = uncut[i] >= threshold;
      labels[i] = records.label(i) == Label.FIBRILLATION;
    }
    return new Choice(
        threshold,
        new WeighedDetection(uncut, found, labels, ones),
        new WeighedDetection(uncut, found, labels, weights));
  }
}
