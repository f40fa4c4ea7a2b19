package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.FeatureRow;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.evaluation.Format;
import org.einthoven.training.evaluation.ResultText;
import org.einthoven.training.network.DfnetVariant;
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

  private static final SyntheticSource NO_SOURCE =
      (training, part, recurrent) -> {
        throw new IllegalStateException("no row asks for synthetic beats");
      };

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
    List<Integer> sizes =
        Stream.of("single", "shared", "gated").map(key -> parameters(row(key))).toList();

    int largest = Collections.max(sizes);
    assertThat((double) largest / Collections.min(sizes)).as("%s", sizes).isLessThan(1.03);
  }

  @Test
  void theSizesAreAboutWhatTheySay() {
    assertThat(parameters(row("10k"))).isBetween(9_500, 10_500);
    assertThat(parameters(row("30k"))).isBetween(28_500, 31_500);
    assertThat(parameters(row("100k"))).isBetween(95_000, 105_000);
  }

  @Test
  void rowsThatDifferInAnotherThingAreTheNetworkThatShips() {
    for (String key : List.of("no-rhythm", "no-weighting", "diffusion-without-gru", "diffusion")) {
      assertThat(row(key).variant()).isEqualTo(DfnetVariant.SHIPPED);
    }
  }

  @Test
  void syntheticBeatsComeFromAGeneratorThatHasNotSeenThePatientsJudged() throws IOException {
    BeatSet beats = ofTrainingPatients(SyntheticSets.beats(240, 3));
    List<String> asked = new ArrayList<>();
    SyntheticSource source =
        (training, part, recurrent) -> {
          Set<Integer> left = MitBih.DS1_PARTS.get(part - 1);
          assertThat(training.size()).isPositive();
          assertThat(Arrays.stream(training.records()).filter(left::contains)).isEmpty();
          asked.add(part + (recurrent ? " with GRU" : ""));
          return training.select(new int[] {0, 3, 6});
        };

    new AblationStudy(
            beats, beats, SyntheticSets.records(48, 2), SHORT, source, run(false), l -> {})
        .run(
            Stream.of("no-weighting", "diffusion-without-gru", "diffusion")
                .map(key -> row(key).atMost(1))
                .toList());

    assertThat(asked)
        .containsExactly(
            "1", "2", "3", "4", "1 with GRU", "2 with GRU", "3 with GRU", "4 with GRU");
  }

  @Test
  void beatsOfARareClassDrawNoFurtherWeightWhereNothingIsDoneForThem() {
    BeatSet beats = SyntheticSets.beats(90, 1);
    DfnetTrainer trainer = new DfnetTrainer(SHORT, line -> {});

    float[] weighed = out(trainer.train(List.of(new BeatTask(beats, SHORT)), 1));
    float[] unweighed = out(trainer.train(List.of(BeatTask.unweighed(beats, SHORT)), 1));

    assertThat(unweighed).isNotEqualTo(weighed);
  }

  private static float[] out(Weights weights) {
    return weights.values("beat.out.weight");
  }

  @Test
  void withoutRhythmItsFeaturesAreZeroAndTheOthersAreKept() {
    BeatSet beats = SyntheticSets.beats(3, 1);
    BeatSet without = AblationStudy.withoutRhythm(beats);

    assertThat(without.features()[1]).startsWith(0, 0, 0);
    float[] cleared = beats.features()[1].clone();
    FeatureRow.clearIntervals(cleared, 0);
    assertThat(without.features()[1]).isEqualTo(cleared);
    assertThat(without.features()[1]).isNotEqualTo(new float[BeatPreparation.FEATURES]);
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
      rows.add(row(key).atMost(2));
    }
    Map<String, List<AblationFigures>> figures =
        new AblationStudy(beats, beats, records, SHORT, NO_SOURCE, run(false), line -> {})
            .run(rows);
    Map<String, List<AblationFigures>> again =
        new AblationStudy(beats, beats, records, SHORT, NO_SOURCE, run(true), line -> {}).run(rows);

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
