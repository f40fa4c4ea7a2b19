package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.TrainingRun;
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

  private static final RhythmSet NO_RHYTHMS = new RhythmSet(List.of());

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

  /**
   * Trains.
   *
   * @param whole DS1, whole records
   * @param pieces DS1, pieces of ten seconds
   * @param records PTB-XL, the training folds
   * @param rhythms CinC 2017 and PTB-XL; null for a network without fibrillation head
   */
  Outcome run(
      BeatSet whole, BeatSet pieces, MedianBeatSet records, @Nullable FibrillationData rhythms)
      throws IOException {
    double[][] rhythmScores = rhythms == null ? new double[0][] : rhythms.noScores();
    DfnetChoices choices = choose(whole, pieces, records, rhythms, rhythmScores);
    BeatSet all = whole.and(pieces);
    RhythmSet allRhythms = rhythms == null ? NO_RHYTHMS : rhythms.all();
    Weights weights = network("final", settings, all, records, allRhythms, seed);
    TorchGraph graph = new TorchGraph(weights);
    float[] offsets = new float[choices.logitOffsets().length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (float) choices.logitOffsets()[i];
    }
    graph.set(Dfnet.BEAT_OFFSET, offsets);
    return new Outcome(
        graph.weights(), choices, rhythms == null ? null : rhythms.choose(rhythmScores));
  }

  private DfnetChoices choose(
      BeatSet whole,
      BeatSet pieces,
      MedianBeatSet records,
      @Nullable FibrillationData rhythms,
      double[][] rhythmScores)
      throws IOException {
    float[][] wholeLogits = new float[whole.size()][];
    float[][] pieceLogits = new float[pieces.size()][];
    double[] scores = new double[records.size()];
    for (int part = 0; part < MitBih.DS1_PARTS.size(); part++) {
      Set<Integer> left = MitBih.DS1_PARTS.get(part);
      Set<Integer> foldsLeft = Set.of(2 * part + 1, 2 * part + 2);
      BeatSet beats =
          whole
              .ofRecords(record -> !left.contains(record))
              .and(pieces.ofRecords(record -> !left.contains(record)));
      MedianBeatSet rest = records.only(entry -> !foldsLeft.contains(entry.fold()));
      RhythmSet otherRhythms = rhythms == null ? NO_RHYTHMS : rhythms.without(part, foldsLeft);
      String name = "part" + (part + 1);
      DfnetPredictor predictor =
          new DfnetPredictor(network(name, settings, beats, rest, otherRhythms, seed + part + 1));
      if (rhythms != null) {
        rhythms.judge(predictor, part, rhythmScores);
      }
      judge(predictor, whole, left, wholeLogits);
      judge(predictor, pieces, left, pieceLogits);
      judge(predictor, records, foldsLeft, scores);
    }
    double[] excess = new BeatSampling(whole.and(pieces), settings).logitExcess();
    return DfnetChoices.choose(
        new DfnetChoices.Judged(whole, Arrays.asList(wholeLogits)),
        new DfnetChoices.Judged(pieces, Arrays.asList(pieceLogits)),
        excess,
        new Discrimination(scores, records.labels()));
  }

  private static void judge(
      DfnetPredictor predictor, BeatSet beats, Set<Integer> ofRecords, float[][] logits) {
    int[] places =
        IntStream.range(0, beats.size())
            .filter(i -> ofRecords.contains(beats.records()[i]))
            .toArray();
    float[][] some = predictor.beatLogits(beats.select(places));
    for (int i = 0; i < places.length; i++) {
      logits[places[i]] = some[i];
    }
  }

  private static void judge(
      DfnetPredictor predictor, MedianBeatSet records, Set<Integer> ofFolds, double[] scores) {
    double[] some = predictor.infarction(records.only(entry -> ofFolds.contains(entry.fold())));
    int next = 0;
    for (int i = 0; i < scores.length; i++) {
      if (ofFolds.contains(records.records().get(i).fold())) {
        scores[i] = some[next++];
      }
    }
  }

  private Weights network(
      String name,
      DfnetSettings with,
      BeatSet beats,
      MedianBeatSet records,
      RhythmSet rhythms,
      long networkSeed)
      throws IOException {
    RunIdentity own =
        new RunIdentity(Map.of())
            .with("seed", networkSeed)
            .with("beats", beats.size())
            .with("records", records.size())
            .with("rhythms", rhythms.size());
    List<Task> tasks = new ArrayList<>();
    tasks.add(new BeatTask(beats, with));
    tasks.add(new InfarctionTask(records, with));
    if (rhythms.size() > 0) {
      tasks.add(new FibrillationTask(rhythms, with));
    }
    return run.finishedOr(
        name,
        own,
        with.epochs(),
        log -> new DfnetTrainer(with, progress).train(tasks, networkSeed, log));
  }
}
