package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.Format;
import org.einthoven.training.evaluation.ResultText;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.OnnxPrecision;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.TrainingRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationStudyTest {

  private static final DfnetSettings SHORT =
      new DfnetSettings(1, 60, 32, 8, 4e-3, 1e-2, 0.1, 0.1, 0.9);

  @TempDir private Path folder;

  private static int parameters(Ablation row) {
    return new DfnetTrainer(SHORT, row.variant(), line -> {})
        .train(SyntheticSets.beats(60, 1), SyntheticSets.records(16, 1), 1)
        .parameters();
  }

  private static Ablation row(String key) {
    return Ablation.ROWS.stream().filter(row -> row.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void theKindsOfSharingAreComparedAtEqualSize() {
    int shipped = parameters(row("gated"));

    assertThat((double) parameters(row("single"))).isCloseTo(shipped, within(0.05 * shipped));
    assertThat((double) parameters(row("shared"))).isCloseTo(shipped, within(0.05 * shipped));
  }

  @Test
  void theSizesAreAboutWhatTheySay() {
    assertThat(parameters(row("10k"))).isBetween(9_000, 13_000);
    assertThat(parameters(row("30k"))).isBetween(28_000, 32_000);
    assertThat(parameters(row("100k"))).isBetween(95_000, 105_000);
  }

  @Test
  void withoutRhythmItsFeaturesAreZeroAndTheOthersAreKept() {
    BeatSet beats = SyntheticSets.beats(3, 1);
    BeatSet without = AblationStudy.withoutRhythm(beats);

    assertThat(without.features()[1]).startsWith(0, 0, 0);
    int last = BeatPreparation.FEATURES - 1;
    assertThat(without.features()[1][last]).isEqualTo(beats.features()[1][last]);
    assertThat(beats.features()[1][0]).isEqualTo(1);
  }

  @Test
  void aNetworkOfOneTaskHasNothingInCommonWithTheOther() {
    Weights weights =
        new DfnetTrainer(SHORT, row("single").variant(), line -> {})
            .train(SyntheticSets.beats(60, 1), SyntheticSets.records(16, 1), 1);

    assertThat(weights.arrays().keySet()).noneMatch(name -> name.startsWith("shared."));
  }

  @Test
  void everyRowIsJudgedOnWhatItsNetworksWereNotShownAndResumesFromFinishedOnes()
      throws IOException {
    BeatSet beats = ofTrainingPatients(SyntheticSets.beats(240, 3));
    MedianBeatSet records = SyntheticSets.records(48, 2);
    List<Ablation> rows = new ArrayList<>();
    for (String key : List.of("gated", "no-rhythm")) {
      Ablation row = row(key);
      rows.add(new Ablation(key, row.words(), row.variant(), row.rhythm(), 2));
    }
    Map<String, List<AblationFigures>> figures =
        new AblationStudy(beats, beats, records, SHORT, run(false), line -> {}).run(rows);
    Map<String, List<AblationFigures>> again =
        new AblationStudy(beats, beats, records, SHORT, run(true), line -> {}).run(rows);

    assertThat(figures.get("gated")).hasSize(2);
    assertThat(again).isEqualTo(figures);
    assertThat(figures.get("gated").get(0).figure("vF1")).isBetween(0.0, 1.0);
    assertThat(new UnseenPatients(folder).macroF1(beats, OnnxPrecision.INT8_WEIGHTS)).hasSize(2);
    JsonNode json =
        new ObjectMapper()
            .readTree(ResultText.of(TrainAblations.result(rows, figures, SHORT), Format.JSON));
    assertThat(json.at("/rows/1/key").asText()).isEqualTo("no-rhythm");
    assertThat(json.at("/rows/0/mean/infarctionAuc").isNumber()).isTrue();
  }

  @Test
  void aMissingSeedIsNamedWithHowToMakeIt() {
    assertThatThrownBy(
            () ->
                new UnseenPatients(folder)
                    .macroF1(SyntheticSets.beats(9, 1), OnnxPrecision.INT8_WEIGHTS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("train ablations");
  }

  private TrainingRun run(boolean resume) throws IOException {
    RunProgress progress = new RunProgress(() -> Instant.EPOCH, 0, line -> {});
    return new TrainingRun(folder, new RunIdentity(Map.of()), resume, progress);
  }

  /** The same beats as if they were of patients of every part of DS1. */
  private static BeatSet ofTrainingPatients(BeatSet beats) {
    int[] records = new int[beats.size()];
    for (int i = 0; i < records.length; i++) {
      Set<Integer> part = MitBih.DS1_PARTS.get(i / 3 % 4);
      records[i] = part.iterator().next();
    }
    return new BeatSet(beats.windows(), beats.features(), beats.classes(), records);
  }
}
