package org.einthoven.training.dfnet;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.data.Rhythms;

/**
 * The fibrillation head by cross-validation over CinC 2017's records. A record is scored by a
 * network that saw none of its fold, and called by a threshold that was chosen on the other folds
 * alone, scored by networks that saw neither their fold nor the record's.
 */
final class FibrillationCrossValidation {

  static final int FOLDS = 5;

  /** For a network that has this head alone. */
  static final DfnetSettings ALONE = new DfnetSettings(10, 0, 128, 128, 4e-3, 2e-2, 0.15, 0, 0.99);

  private final FibrillationRecords records;
  private final RhythmSet others;
  private final DfnetSettings settings;
  private final long seed;
  private final Consumer<String> progress;

  /**
   * A cross-validation.
   *
   * @param others trained on in every fold, such as another database
   */
  FibrillationCrossValidation(
      FibrillationRecords records,
      RhythmSet others,
      DfnetSettings settings,
      long seed,
      Consumer<String> progress) {
    this.records = records;
    this.others = others;
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * What came out.
   *
   * @param scores [lengths][records]
   * @param asInFolder the threshold of each fold for the records as they are
   * @param asInWhole the threshold of each fold for the whole database's shares of labels
   */
  record Outcome(double[][] scores, double[] asInFolder, double[] asInWhole) {}

  Outcome run() {
    int lengths = Rhythms.SECONDS.size();
    double[][] scores = new double[lengths][records.size()];
    // inner[fold]: scores of the other folds' records, each by a network that saw neither.
    double[][][] inner = new double[FOLDS][lengths][records.size()];
    for (int one = 0; one < FOLDS; one++) {
      for (int other = one + 1; other < FOLDS; other++) {
        int first = one;
        int second = other;
        DfnetPredictor predictor = train(fold -> fold != first && fold != second);
        score(predictor, fold -> fold == second, inner[first]);
        score(predictor, fold -> fold == first, inner[second]);
        progress.accept("folds " + (one + 1) + " and " + (other + 1) + " left out");
      }
    }
    double[] asInFolder = new double[FOLDS];
    double[] asInWhole = new double[FOLDS];
    double[] ones = new double[records.size()];
    Arrays.fill(ones, 1);
    for (int left = 0; left < FOLDS; left++) {
      int fold = left;
      score(train(other -> other != fold), other -> other == fold, scores);
      asInFolder[fold] = records.threshold(inner[fold], ones, other -> other != fold);
      asInWhole[fold] =
          records.threshold(inner[fold], records.wholeWeights(), other -> other != fold);
      progress.accept("fold " + (fold + 1) + " of " + FOLDS + " judged");
    }
    return new Outcome(scores, asInFolder, asInWhole);
  }

  private void score(DfnetPredictor predictor, IntPredicate folds, double[][] scores) {
    for (int length = 0; length < scores.length; length++) {
      records.score(predictor::fibrillation, Rhythms.SECONDS.get(length), folds, scores[length]);
    }
  }

  /** A network trained on some folds and on the other database. */
  DfnetPredictor train(IntPredicate folds) {
    RhythmSet set = records.ofFolds(folds).and(others);
    return new DfnetPredictor(
        new DfnetTrainer(settings, line -> {})
            .train(List.of(new FibrillationTask(set, settings)), seed));
  }
}
