package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.einthoven.training.data.Cinc2017;
import org.einthoven.training.data.Cinc2017.Label;
import org.einthoven.training.data.DatabaseRecord;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.data.Rhythms;
import org.einthoven.training.evaluation.WeighedDetection;

/**
 * CinC 2017's records at several lengths, divided into folds: by label, in an order drawn from a
 * fixed seed, so that the folds are the same whatever network is trained.
 */
final class FibrillationRecords {

  private static final long SEED = 2017;

  private final List<DatabaseRecord> records;
  private final Map<String, Integer> places = new HashMap<>();
  private final int[] folds;
  private final int foldCount;
  private final double[] wholeWeights;
  private final Map<Integer, RhythmSet> bySeconds = new HashMap<>();

  FibrillationRecords(Cinc2017 database, int foldCount, LeftOut leftOut) throws IOException {
    this.records = database.records();
    this.foldCount = foldCount;
    this.folds = new int[records.size()];
    this.wholeWeights = new double[records.size()];
    Map<Label, Double> weights = Rhythms.wholeWeights(database);
    for (int i = 0; i < records.size(); i++) {
      places.put(records.get(i).name(), i);
      wholeWeights[i] = weights.getOrDefault(Label.of(records.get(i)), 1.0);
    }
    for (Label label : Label.values()) {
      divide(label);
    }
    for (int seconds : Rhythms.SECONDS) {
      bySeconds.put(seconds, Rhythms.of(database, seconds, leftOut));
    }
  }

  private void divide(Label label) {
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (Label.of(records.get(i)) == label) {
        some.add(i);
      }
    }
    SplittableRandom random = new SplittableRandom(SEED + label.column());
    for (int i = some.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = some.get(i);
      some.set(i, some.get(other));
      some.set(other, swapped);
    }
    for (int i = 0; i < some.size(); i++) {
      folds[some.get(i)] = i % foldCount;
    }
  }

  int size() {
    return records.size();
  }

  Label label(int record) {
    return Label.of(records.get(record));
  }

  int fold(int record) {
    return folds[record];
  }

  /** How many records of the whole database each stands for. */
  double[] wholeWeights() {
    return wholeWeights.clone();
  }

  /** How many records could not be assessed at a length. */
  long notAssessed(int seconds) {
    return size()
        - set(seconds).stretches().stream().map(RhythmSet.Entry::record).distinct().count();
  }

  private RhythmSet set(int seconds) {
    RhythmSet set = bySeconds.get(seconds);
    if (set == null) {
      throw new IllegalArgumentException("no records of " + seconds + " s");
    }
    return set;
  }

  /** The stretches of some folds at one length. */
  RhythmSet ofFolds(int seconds, IntPredicate wanted) {
    return set(seconds).only(entry -> wanted.test(folds[places.getOrDefault(entry.record(), 0)]));
  }

  /** The stretches of some folds at every length. */
  RhythmSet ofFolds(IntPredicate wanted) {
    RhythmSet all = new RhythmSet(List.of());
    for (int seconds : Rhythms.SECONDS) {
      all = all.and(ofFolds(seconds, wanted));
    }
    return all;
  }

  /**
   * Scores the records of some folds at one length into an array of all records. A record's score
   * is its highest stretch's, as in a reading.
   */
  void score(
      Function<RhythmSet, double[]> scorer, int seconds, IntPredicate wanted, double[] scores) {
    RhythmSet some = ofFolds(seconds, wanted);
    double[] probabilities = scorer.apply(some);
    for (int i = 0; i < probabilities.length; i++) {
      int place = places.getOrDefault(some.stretches().get(i).record(), 0);
      scores[place] = Math.max(scores[place], probabilities[i]);
    }
  }

  /**
   * The threshold with the highest F1 over the records of some folds at all lengths.
   *
   * @param scores by length, in the order of {@link Rhythms#SECONDS}
   * @param weights of the records
   */
  double threshold(double[][] scores, double[] weights, IntPredicate wanted) {
    List<double[]> chosen = new ArrayList<>();
    for (double[] ofLength : scores) {
      for (int i = 0; i < size(); i++) {
        if (wanted.test(folds[i])) {
          double label = label(i) == Label.FIBRILLATION ? 1 : 0;
          chosen.add(new double[] {ofLength[i], label, weights[i]});
        }
      }
    }
    boolean[] labels = new boolean[chosen.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = chosen.get(i)[1] > 0;
    }
    return WeighedDetection.bestThreshold(
        chosen.stream().mapToDouble(row -> row[0]).toArray(),
        labels,
        chosen.stream().mapToDouble(row -> row[2]).toArray());
  }
}
