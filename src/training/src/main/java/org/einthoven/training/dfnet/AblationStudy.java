package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.FeatureRow;
import org.einthoven.training.data.BeatRhythms;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.evaluation.ScoredBeats;
import org.einthoven.training.evaluation.TemperatureScaling;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.TrainingRun;

/**
 * Trains every row of the ablation table with every seed on four parts of the training patients,
 * and judges each network on the part it was not shown: DS1 of MIT-BIH and PTB-XL folds 1 to 8.
 */
final class AblationStudy {

  private final BeatSet whole;
  private final BeatSet pieces;
  private final MedianBeatSet records;
  private final DfnetSettings settings;
  private final SyntheticSource source;
  private final TrainingRun run;
  private final Consumer<String> progress;

  /**
   * A study.
   *
   * @param whole DS1, whole records
   * @param pieces DS1, pieces of ten seconds
   * @param records PTB-XL, folds 1 to 8
   * @param source of synthetic beats, for the rows that have them
   */
  AblationStudy(
      BeatSet whole,
      BeatSet pieces,
      MedianBeatSet records,
      DfnetSettings settings,
      SyntheticSource source,
      TrainingRun run,
      Consumer<String> progress) {
    this.whole = whole;
    this.pieces = pieces;
    this.records = records;
    this.settings = settings;
    this.source = source;
    this.run = run;
    this.progress = progress;
  }

  /** Trains and judges the rows, seed by seed: figures of each row by its key, one a seed. */
  Map<String, List<AblationFigures>> run(List<Ablation> rows) throws IOException {
    Map<String, List<AblationFigures>> figures = new LinkedHashMap<>();
    int most = rows.stream().mapToInt(Ablation::seeds).max().orElse(0);
    for (int seed = 1; seed <= most; seed++) {
      for (Ablation row : rows) {
        List<AblationFigures> ofRow = figures.computeIfAbsent(row.key(), key -> new ArrayList<>());
        if (seed <= row.seeds()) {
          ofRow.add(judge(row, seed));
          progress.accept(row.key() + ", seed " + seed + ": " + ofRow.get(seed - 1).figures());
        }
      }
    }
    return figures;
  }

  private AblationFigures judge(Ablation row, int seed) throws IOException {
    BeatSet wholeBeats = row.rhythm() ? whole : withoutRhythm(whole);
    BeatSet pieceBeats = row.rhythm() ? pieces : withoutRhythm(pieces);
    UnseenBeats unseenWhole = new UnseenBeats(wholeBeats, BeatRhythms.none(whole.size()));
    UnseenBeats unseenPieces = new UnseenBeats(pieceBeats, BeatRhythms.none(pieces.size()));
    double[] scores = new double[records.size()];
    int parameters = 0;
    for (int part = 0; part < MitBih.DS1_PARTS.size(); part++) {
      Set<Integer> left = MitBih.DS1_PARTS.get(part);
      Set<Integer> foldsLeft = Set.of(2 * part + 1, 2 * part + 2);
      BeatSet wholeShown = wholeBeats.ofRecords(record -> !left.contains(record));
      BeatSet real = wholeShown.and(pieceBeats.ofRecords(record -> !left.contains(record)));
      BeatSet shown =
          row.synthesis().synthetic()
              ? real.and(source.make(wholeShown, part + 1, row.synthesis() == Synthesis.DIFFUSION))
              : real;
      MedianBeatSet rest = records.only(entry -> !foldsLeft.contains(entry.fold()));
      long networkSeed = 1000L * seed + part;
      Weights weights =
          run.finishedOr(
              row.key() + "-" + seed + "-" + (part + 1),
              new RunIdentity(Map.of())
                  .with("seed", networkSeed)
                  .with("variant", row.variant())
                  .with("rhythm", row.rhythm())
                  .with("synthesis", row.synthesis())
                  .with("beats", shown.size())
                  .with("records", rest.size()),
              settings.epochs(),
              log ->
                  new DfnetTrainer(settings, row.variant(), line -> {})
                      .train(tasks(row, shown, rest), networkSeed));
      parameters = weights.parameters();
      DfnetPredictor predictor = new DfnetPredictor(weights, row.variant());
      unseenWhole.judge(predictor, left);
      unseenPieces.judge(predictor, left);
      judge(predictor, foldsLeft, scores);
    }
    DfnetChoices choices =
        DfnetChoices.choose(
            unseenWhole.judged(),
            unseenPieces.judged(),
            new Discrimination(scores, records.labels()),
            List.of());
    return AblationFigures.of(
        parameters, choices, calibration(unseenPieces, choices.logitOffsets()));
  }

  private List<Task> tasks(Ablation row, BeatSet shown, MedianBeatSet rest) {
    Task beats =
        row.synthesis().weighed()
            ? new BeatTask(shown, settings)
            : BeatTask.unweighed(shown, settings);
    return List.of(beats, new MedianBeatTask(rest, settings));
  }

  private void judge(DfnetPredictor predictor, Set<Integer> ofFolds, double[] scores) {
    double[] some =
        predictor.medianBeats(records.only(entry -> ofFolds.contains(entry.fold()))).infarction();
    int next = 0;
    for (int i = 0; i < scores.length; i++) {
      if (ofFolds.contains(records.records().get(i).fold())) {
        scores[i] = some[next++];
      }
    }
  }

  /** On the pieces: without a temperature, and with one from the beats of the other parts. */
  private static double[] calibration(UnseenBeats unseen, double[] offsets) {
    DfnetChoices.Judged all = unseen.judged();
    ScoredBeats plain = new ScoredBeats();
    ScoredBeats scaled = new ScoredBeats();
    for (Set<Integer> part : MitBih.DS1_PARTS) {
      int[] others =
          IntStream.range(0, all.beats().size())
              .filter(i -> !part.contains(all.beats().records()[i]))
              .toArray();
      List<float[]> rows = Arrays.stream(others).mapToObj(i -> all.logits().get(i)).toList();
      DfnetChoices.Judged judged = new DfnetChoices.Judged(all.beats().select(others), rows);
      double temperature = BeatTemperature.of(List.of(judged), offsets);
      for (int i : unseen.places(part)) {
        BeatClass truth = all.beats().classes()[i];
        float[] moved = BeatTemperature.plus(all.logits().get(i), offsets);
        plain.add(truth, TemperatureScaling.probabilities(moved, 1));
        scaled.add(truth, TemperatureScaling.probabilities(moved, temperature));
      }
    }
    return new double[] {
      plain.ofFoundClass().expectedCalibrationError(),
      scaled.ofFoundClass().expectedCalibrationError()
    };
  }

  /** The same beats, with every feature of rhythm at zero. */
  static BeatSet withoutRhythm(BeatSet beats) {
    float[][] features = new float[beats.size()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = beats.features()[i].clone();
      FeatureRow.clearIntervals(features[i], 0);
    }
    return new BeatSet(beats.windows(), features, beats.classes(), beats.records());
  }
}
