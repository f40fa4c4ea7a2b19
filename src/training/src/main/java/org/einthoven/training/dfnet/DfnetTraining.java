package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.EpochLog;
import org.einthoven.training.run.LearningCurve;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.TrainingRun;
import org.einthoven.training.run.TrainingTime;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a training: four networks, each without a part of the training patients, to choose
 * by; then one on all training patients, which ships.
 */
final class DfnetTraining {

  /** How many networks a seed takes: one for each part left out, and the final one. */
  static final int NETWORKS = MitBih.DS1_PARTS.size() + 1;

  /** The PTB-XL folds that are trained on. */
  static final Set<Integer> TRAINING_FOLDS = Set.of(1, 2, 3, 4, 5, 6, 7, 8);

  /** So that no two networks of any two seeds begin with the same numbers. */
  private static final long SEEDS_APART = 1000;

  private final DfnetSettings settings;
  private final long seed;
  private final TrainingRun run;
  private final Consumer<String> progress;

  DfnetTraining(DfnetSettings settings, long seed, TrainingRun run, Consumer<String> progress) {
    this.settings = settings;
    this.seed = seed;
    this.run = run;
    this.progress = progress;
  }

  /**
   * The network that ships and what was chosen for it.
   *
   * @param fibrillation null where there was nothing to learn it from
   */
  record Outcome(
      Weights weights, DfnetChoices choices, FibrillationData.@Nullable Choice fibrillation) {}

  /** The learning curves so far. */
  LearningCurve curve() {
    return run.curve();
  }

  /** How long the networks so far were trained, over all sessions. */
  TrainingTime time() {
    return run.time();
  }

  /** Trains all networks of the seed, those before the last to choose by. */
  Outcome run(TrainingData data) throws IOException {
    Chosen chosen = choose(data);
    return finished(data, chosen.choices(), chosen.fibrillation());
  }

  /** Trains the final network of the seed and takes over what was chosen by another's. */
  Outcome run(TrainingData data, Outcome chosen) throws IOException {
    return finished(data, chosen.choices(), chosen.fibrillation());
  }

  private Outcome finished(
      TrainingData data, DfnetChoices choices, FibrillationData.@Nullable Choice fibrillation)
      throws IOException {
    Weights weights = network("final", Lessons.all(data), SEEDS_APART * seed);
    TorchGraph graph = new TorchGraph(weights);
    float[] offsets = new float[choices.logitOffsets().length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (float) choices.logitOffsets()[i];
    }
    graph.set(Dfnet.BEAT_OFFSET, offsets);
    return new Outcome(graph.weights(), choices, fibrillation);
  }

  private record Chosen(DfnetChoices choices, FibrillationData.@Nullable Choice fibrillation) {}

  private Chosen choose(TrainingData data) throws IOException {
    UnseenBeats whole = new UnseenBeats(data.whole(), data.wholeRhythms());
    UnseenBeats pieces = new UnseenBeats(data.pieces(), data.pieceRhythms());
    MedianBeatSet records = data.records();
    FibrillationData rhythms = data.rhythms();
    double[][] rhythmScores = rhythms == null ? new double[0][] : rhythms.noScores();
    DfnetPredictor.MedianBeatScores scores =
        new DfnetPredictor.MedianBeatScores(
            new double[records.size()], new double[AbnormalityLabel.count()][records.size()]);
    for (int part = 0; part < MitBih.DS1_PARTS.size(); part++) {
      Set<Integer> left = MitBih.DS1_PARTS.get(part);
      Set<Integer> foldsLeft = Set.of(2 * part + 1, 2 * part + 2);
      Lessons lessons = Lessons.without(data, part, foldsLeft);
      String name = "part" + (part + 1);
      DfnetPredictor predictor =
          new DfnetPredictor(network(name, lessons, SEEDS_APART * seed + part + 1));
      if (rhythms != null) {
        rhythms.judge(predictor, part, rhythmScores);
      }
      whole.judge(predictor, left);
      pieces.judge(predictor, left);
      judge(predictor, records, foldsLeft, scores);
    }
    FibrillationData.Choice fibrillation = rhythms == null ? null : rhythms.choose(rhythmScores);
    double stated = fibrillation == null ? Double.POSITIVE_INFINITY : fibrillation.threshold();
    return new Chosen(
        DfnetChoices.choose(
            whole.judged(stated),
            pieces.judged(stated),
            new Discrimination(scores.infarction(), records.labels()),
            abnormalities(scores, records)),
        fibrillation);
  }

  private static void judge(
      DfnetPredictor predictor,
      MedianBeatSet records,
      Set<Integer> ofFolds,
      DfnetPredictor.MedianBeatScores scores) {
    DfnetPredictor.MedianBeatScores some =
        predictor.medianBeats(records.only(entry -> ofFolds.contains(entry.fold())));
    int next = 0;
    for (int i = 0; i < records.size(); i++) {
      if (ofFolds.contains(records.records().get(i).fold())) {
        scores.infarction()[i] = some.infarction()[next];
        for (int label = 0; label < AbnormalityLabel.count(); label++) {
          scores.abnormalities()[label][i] = some.abnormalities()[label][next];
        }
        next++;
      }
    }
  }

  private static List<AbnormalityChoice> abnormalities(
      DfnetPredictor.MedianBeatScores scores, MedianBeatSet records) {
    return Arrays.stream(AbnormalityLabel.values())
        .map(
            label ->
                AbnormalityChoice.of(
                    label,
                    new Discrimination(scores.abnormalities()[label.column()], label.in(records))))
        .toList();
  }

  /**
   * The network that ships, trained without keeping anything, to see whether it can be repeated.
   */
  Weights finalNetwork(TrainingData data, EpochLog log) throws IOException {
    return new DfnetTrainer(settings, progress)
        .train(Lessons.all(data).tasks(settings), SEEDS_APART * seed, log);
  }

  private Weights network(String name, Lessons lessons, long networkSeed) throws IOException {
    RunIdentity own = lessons.identity().with("seed", networkSeed);
    List<Task> tasks = lessons.tasks(settings);
    return run.finishedOr(
        name,
        own,
        settings.epochs(),
        log -> new DfnetTrainer(settings, progress).train(tasks, networkSeed, log));
  }
}
