package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.run.EpochLog;

/**
 * How far one lead goes: networks of the product's make that see lead II alone. They are trained
 * for the comparison and do not ship.
 */
final class LeadTwoInfarction {

  /** The place of lead II among the twelve. */
  static final int LEAD_II = 1;

  private static final int PARTS = 4;

  private final DfnetSettings settings;
  private final long seed;
  private final Consumer<String> progress;

  LeadTwoInfarction(DfnetSettings settings, long seed, Consumer<String> progress) {
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * A network and where it says infarction.
   *
   * @param threshold chosen on the training folds, each judged by a network that had not seen it
   */
  record Trained(DfnetPredictor network, double threshold) {

    InfarctionEvaluation judge(MedianBeatSet twelveLeads) {
      MedianBeatSet set = twelveLeads.lead(LEAD_II);
      return new InfarctionEvaluation(set, network.medianBeats(set).infarction(), threshold);
    }
  }

  /**
   * Trains five networks: four to choose the threshold by, each without two folds, and one on all.
   *
   * @param twelveLeads the records of the training folds
   */
  Trained train(MedianBeatSet twelveLeads) throws IOException {
    MedianBeatSet records = twelveLeads.lead(LEAD_II);
    double[] scores = new double[records.size()];
    for (int part = 0; part < PARTS; part++) {
      Set<Integer> left = Set.of(2 * part + 1, 2 * part + 2);
      MedianBeatSet rest = records.only(entry -> !left.contains(entry.fold()));
      DfnetPredictor network = network("without folds " + left, rest, seed + part + 1);
      double[] some =
          network.medianBeats(records.only(entry -> left.contains(entry.fold()))).infarction();
      int next = 0;
      for (int i = 0; i < scores.length; i++) {
        if (left.contains(records.records().get(i).fold())) {
          scores[i] = some[next++];
        }
      }
    }
    double threshold = new Discrimination(scores, records.labels()).youdenThreshold();
    return new Trained(network("all training folds", records, seed), threshold);
  }

  private DfnetPredictor network(String name, MedianBeatSet records, long networkSeed)
      throws IOException {
    EpochLog log =
        EpochLog.keepingNothing(settings.epochs(), line -> progress.accept(name + ": " + line));
    List<Task> tasks = List.of(new MedianBeatTask(records, settings));
    return new DfnetPredictor(new DfnetTrainer(settings, progress).train(tasks, networkSeed, log));
  }
}
