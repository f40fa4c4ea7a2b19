package org.einthoven.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.ReplacedBeat;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.evaluation.BeatConfusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusionEvaluationTest {

  private static final EvaluationPlan TINY = new EvaluationPlan(BellBeats.SMALL, 2, 3, 5, 8, 8);

  @TempDir private Path work;

  private static BeatSet beats() {
    GeneratorBeats bells = BellBeats.of(240, 4);
    SplittableRandom random = new SplittableRandom(1);
    float[][] windows = new float[bells.size()][];
    float[][] features = new float[bells.size()][];
    BeatClass[] classes = new BeatClass[bells.size()];
    int[] records = new int[bells.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i % 12 == 0 ? BeatClass.S : i % 12 == 4 ? BeatClass.F : bells.classes()[i];
      float[] rhythm = new float[BeatPreparation.FEATURES];
      rhythm[0] = (float) random.nextDouble();
      windows[i] = ReplacedBeat.channels(bells.windows()[i], bells.usual()[i]);
      features[i] =
          ReplacedBeat.features(rhythm, bells.windows()[i], bells.usual()[i], bells.usual()[i]);
      records[i] = 100 + i / 60;
    }
    return new BeatSet(windows, features, classes, records);
  }

  private DiffusionEvaluation.Outcome run(List<String> told) throws IOException {
    return new DiffusionEvaluation(TINY, new Sampling(2, 1), 1, work, told::add)
        .run(beats(), List.of(Set.of(100, 101), Set.of(102, 103)));
  }

  @Test
  void everyBeatIsJudgedOnceBySettingAndSeedAndTheReportHasWhatItPromises() throws IOException {
    DiffusionEvaluation.Outcome outcome = run(new ArrayList<>());

    for (Setting setting : Setting.values()) {
      assertThat(outcome.trials().get(setting)).hasSize(2);
      for (BeatConfusion confusion : outcome.trials().get(setting)) {
        assertThat(confusion.total()).isEqualTo(240);
      }
    }
    DiffusionReport report = new DiffusionReport(outcome);
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(json.fieldNames())
        .toIterable()
        .contains("tstr", "trts", "frechet", "deltaF1", "memorised");
    assertThat(json.at("/deltaF1/V").fieldNames()).toIterable().contains("mean", "low", "high");
    assertThat(new DiffusionMarkdown(report).text()).contains("| GRU-diffusion |", "| S |");
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws IOException {
    DiffusionEvaluation.Outcome first = run(new ArrayList<>());
    List<String> told = new ArrayList<>();

    DiffusionEvaluation.Outcome again = run(told);

    assertThat(told).noneMatch(line -> line.contains("loss"));
    assertThat(again.trials().get(Setting.DIFFUSION).get(1).f1(BeatClass.V))
        .isEqualTo(first.trials().get(Setting.DIFFUSION).get(1).f1(BeatClass.V));
  }

  @Test
  void aBeatPutInAnothersPlaceKeepsTheRhythmOfItsDonorAndIsComparedWithTheNewPatient() {
    BeatSet beats = beats();
    Slots slots = new Slots(beats);
    List<Slots.Slot> drawn = slots.draw(BeatClass.V, 5, new SplittableRandom(3));
    List<float[]> made = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      made.add(BellBeats.bell(9, 1));
    }

    BeatSet filled = slots.fill(drawn, made);

    assertThat(filled.size()).isEqualTo(5);
    for (int i = 0; i < 5; i++) {
      assertThat(filled.classes()[i]).isEqualTo(BeatClass.V);
      assertThat(beats.classes()[drawn.get(i).place()]).isEqualTo(BeatClass.N);
      assertThat(filled.records()[i]).isEqualTo(beats.records()[drawn.get(i).place()]);
      assertThat(filled.features()[i][0]).isEqualTo(beats.features()[drawn.get(i).donor()][0]);
      assertThat(GeneratorBeats.usualBeat(filled.windows()[i])[35])
          .isCloseTo(
              GeneratorBeats.usualBeat(beats.windows()[drawn.get(i).place()])[35], within(1e-5f));
    }
  }
}
