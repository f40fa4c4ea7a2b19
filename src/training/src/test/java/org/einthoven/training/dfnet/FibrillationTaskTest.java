package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmWindow;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ExecutionProvider;
import org.einthoven.inference.FibrillationScores;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FibrillationTaskTest {

  private static final List<ModelManifest.Abnormality> LABELS =
      Arrays.stream(AbnormalityLabel.values())
          .map(label -> new ModelManifest.Abnormality(label.name(), "", null, 0.5, 0.5, false))
          .toList();

  private static final DfnetSettings SMALL =
      new DfnetSettings(4, 100, 32, 32, 4e-3, 1e-2, 0.1, 0.1, 0.9);

  private static final DfnetSettings LONGER =
      new DfnetSettings(30, 100, 32, 32, 4e-3, 1e-2, 0.1, 0.1, 0.9);

  @TempDir private Path models;

  private static Weights trained() {
    return trained(SMALL);
  }

  private static Weights trained(DfnetSettings settings) {
    return new DfnetTrainer(settings, line -> {})
        .train(
            List.of(
                new BeatTask(SyntheticSets.beats(300, 1), settings),
                new MedianBeatTask(SyntheticSets.records(32, 2), settings),
                new FibrillationTask(SyntheticSets.rhythms(120, 3), settings)),
            7);
  }

  @Test
  void theHeadIsLearnedBesideTheOthers() {
    RhythmSet others = SyntheticSets.rhythms(90, 9);

    double[] scores = new DfnetPredictor(trained(LONGER)).fibrillation(others);

    double with = 0;
    double without = 0;
    for (int i = 0; i < scores.length; i++) {
      with += others.stretches().get(i).fibrillation() ? scores[i] / 30 : 0;
      without += others.stretches().get(i).fibrillation() ? 0 : scores[i] / 60;
    }
    assertThat(with).isGreaterThan(without + 0.2);
  }

  @Test
  void theNetworkIsOfTheSizeThatShips() {
    ModelFolder current = ModelLibrary.packaged().current(DfnetModel.ID);
    try (DfnetModel shipped = DfnetModel.load(current, ExecutionProvider.CPU)) {
      assertThat(trained().parameters()).isEqualTo(shipped.manifest().parameters());
    }
  }

  @Test
  void theHeadIsSmall() {
    int own =
        trained().arrays().entrySet().stream()
            .filter(array -> array.getValue().trained())
            .filter(array -> array.getKey().contains("fibrillation"))
            .mapToInt(array -> array.getValue().values().length)
            .sum();

    assertThat(own).isBetween(1000, 5000);
  }

  @Test
  void libtorchAndOnnxRuntimeAgree() throws IOException {
    Weights weights = trained();
    DfnetRelease release = new DfnetRelease(models, "0.0.2").withFibrillation(0.4);
    release.write(
        weights, 0.5, LABELS, new ModelManifest.Training(List.of(), 7, null), null, List.of());
    RhythmSet set = SyntheticSets.rhythms(5, 11);
    double[] libtorch = new DfnetPredictor(weights).fibrillation(set);
    List<RhythmWindow> windows =
        set.stretches().stream()
            .map(entry -> new RhythmWindow(0, 10, 12, entry.beat(), entry.features()))
            .toList();

    try (DfnetModel onnx = DfnetModel.load(release.folder())) {
      Prepared<FibrillationScores> scored =
          onnx.fibrillation(new Prepared.Ready<>(new RhythmInputs(Lead.II, windows, 5)));

      FibrillationScores scores = ((Prepared.Ready<FibrillationScores>) scored).input();
      assertThat(scores.threshold()).isEqualTo(0.4);
      for (int i = 0; i < libtorch.length; i++) {
        assertThat(scores.windows().get(i).probability()).isCloseTo(libtorch[i], within(1e-4));
      }
    }
  }

  @Test
  void aNetworkWithoutThresholdForTheHeadDoesNotOfferIt() throws IOException {
    DfnetRelease release = new DfnetRelease(models, "0.0.3");
    release.write(
        trained(), 0.5, LABELS, new ModelManifest.Training(List.of(), 7, null), null, List.of());

    try (DfnetModel onnx = DfnetModel.load(release.folder())) {
      assertThat(onnx.fibrillation(new Prepared.NotPossible<>("never asked")))
          .isEqualTo(new Prepared.NotPossible<>("the model dfnet/0.0.3 has no such head"));
    }
  }
}
