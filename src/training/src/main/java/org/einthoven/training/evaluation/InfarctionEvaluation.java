package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.DfnetScores;
import org.einthoven.inference.InfarctionProbability;
import org.einthoven.training.data.MedianBeatSet;

/** Judges scores for infarction, record by record. */
public final class InfarctionEvaluation {

  private static final long SEED = 1;

  private final List<MedianBeatSet.Entry> records;
  private final double[] scores;
  private final double threshold;

  /**
   * Scores that are there.
   *
   * @param scores one for each record
   */
  public InfarctionEvaluation(MedianBeatSet set, double[] scores, double threshold) {
    this.records = set.records();
    this.scores = scores.clone();
    this.threshold = threshold;
  }

  /** Scores all records with a shipped model. */
  public static InfarctionEvaluation of(DfnetModel model, MedianBeatSet set) {
    List<PreparedRecording> prepared = new ArrayList<>();
    for (MedianBeatSet.Entry entry : set.records()) {
      prepared.add(
          new PreparedRecording(
              new Prepared.NotPossible<>("beats are not judged here"),
              new Prepared.Ready<>(new MedianBeat(entry.millivolts(), 0))));
    }
    double[] scores = new double[set.size()];
    int next = 0;
    for (DfnetScores score : model.score(prepared)) {
      if (score.infarction() instanceof Prepared.Ready<InfarctionProbability> ready) {
        scores[next++] = ready.input().probability();
      } else {
        throw new IllegalStateException("a median beat was not scored");
      }
    }
    return new InfarctionEvaluation(set, scores, model.manifest().infarction().threshold());
  }

  /** All scores with their labels. */
  public Discrimination scores() {
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = records.get(i).infarction();
    }
    return new Discrimination(scores.clone(), labels);
  }

  /**
   * Figures over records.
   *
   * @param name of the records, in words
   * @param records how many there are
   * @param infarctions how many show infarction
   * @param auc area under the ROC curve, NaN where one kind is missing
   * @param aucLow low end of its 95 % bootstrap interval
   * @param aucHigh high end
   * @param se sensitivity at the threshold
   * @param sp specificity at the threshold
   * @param threshold the model's
   * @param calibrationError expected calibration error
   */
  public record Figures(
      String name,
      int records,
      int infarctions,
      double auc,
      double aucLow,
      double aucHigh,
      double se,
      double sp,
      double threshold,
      double calibrationError) {}

  /** Figures over the records for which something holds. */
  public Figures figures(String name, Predicate<MedianBeatSet.Entry> wanted) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (wanted.test(records.get(i))) {
        places.add(i);
      }
    }
    double[] some = places.stream().mapToDouble(place -> scores[place]).toArray();
    boolean[] labels = new boolean[some.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = records.get(places.get(i)).infarction();
    }
    Discrimination discrimination = new Discrimination(some, labels);
    double[] interval = discrimination.aucInterval(SEED);
    return new Figures(
        name,
        some.length,
        discrimination.positives(),
        discrimination.auc(),
        interval[0],
        interval[1],
        discrimination.sensitivity(threshold),
        discrimination.specificity(threshold),
        threshold,
        discrimination.calibrationError());
  }
}
