package org.einthoven.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.ModelLibrary;
import org.einthoven.inference.ModelManifest;
import org.einthoven.inference.ModelName;
import org.einthoven.inference.ModelRefusedException;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.inference.registry.ModelEntry;
import org.einthoven.inference.registry.ModelRegistry;
import org.einthoven.inference.registry.Standing;
import org.einthoven.training.network.Denoiser;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.EpochLog;
import org.einthoven.training.run.EpochLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The generator's network in libtorch and in ONNX Runtime give the same numbers: its golden vectors
 * are answered by libtorch and replayed by ONNX Runtime within 1e-4 whenever it is loaded.
 */
class DenoiserParityTest {

  @TempDir private Path models;

  private Path release(DiffusionSettings settings) throws IOException {
    Weights weights =
        new DiffusionTrainer(settings)
            .train(BellBeats.of(40, 1), 3, EpochLog.keepingNothing(1, line -> {}));
    DiffusionRelease release = new DiffusionRelease(models, "0.0.1");
    release.write(
        new DiffusionRelease.Trained(
            weights,
            settings,
            2,
            new ModelManifest.Training(List.of(), 3, null),
            Map.of(),
            DiffusionHeadline.of(
                Optional.of(new EpochLoss(1, Map.of(DiffusionTrainer.TASK, 0.25))))),
        "a card");
    return release.folder();
  }

  @Test
  void libtorchAndOnnxRuntimeAgreeOnARecurrentUnitThatRunsBothWays() throws IOException {
    try (BeatGenerator generator = BeatGenerator.load(release(BellBeats.SMALL))) {
      assertThat(generator.classes()).isEqualTo(GeneratorBeats.CLASSES);
    }
  }

  @Test
  void theManifestHasTheLossThatTrainingEndedWithAsItsHeadline() throws IOException {
    release(BellBeats.SMALL);

    ModelEntry entry =
        new ModelRegistry(ModelLibrary.at(models)).entry(new ModelName(BeatGenerator.ID, "0.0.1"));

    assertThat(entry.standing()).isEqualTo(new Standing.Sound(true));
    assertThat(entry.content().orElseThrow().summary().headline())
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.name()).isEqualTo("training loss");
              assertThat(figure.value()).isEqualTo(0.25);
            });
  }

  @Test
  void libtorchAndOnnxRuntimeAgreeOnOneThatRunsForwardsAndOnConvolutionsInItsPlace()
      throws IOException {
    BeatGenerator.load(release(BellBeats.SMALL.shaped(new Denoiser.Shape(16, 24, 16, 8, false))))
        .close();
    BeatGenerator.load(release(BellBeats.SMALL.withoutRecurrence())).close();
  }

  @Test
  void aSeedGivesTheSameBeatsInAnyBatchAndAnotherSeedOthers() throws IOException {
    try (BeatGenerator generator = BeatGenerator.load(release(BellBeats.SMALL))) {
      Sampling few = new Sampling(4, 1);

      List<float[]> one = generator.make(BeatClass.V, 3, 9, few);
      List<float[]> again = generator.make(BeatClass.V, 70, 9, few);
      List<float[]> other = generator.make(BeatClass.V, 3, 10, few);

      assertThat(again).hasSize(70);
      assertThat(one.get(0)).isEqualTo(generator.make(BeatClass.V, 3, 9, few).get(0));
      assertThat(again.get(1)[40]).isCloseTo(one.get(1)[40], within(1e-4f));
      assertThat(other.get(0)).isNotEqualTo(one.get(0));
    }
  }

  @Test
  void guidanceChangesTheBeatsAndAnUnknownClassIsRefused() throws IOException {
    try (BeatGenerator generator = BeatGenerator.load(release(BellBeats.SMALL))) {
      assertThat(generator.make(BeatClass.V, 1, 9, new Sampling(4, 3)).get(0))
          .isNotEqualTo(generator.make(BeatClass.V, 1, 9, new Sampling(4, 1)).get(0));
      assertThatThrownBy(() -> generator.make(BeatClass.Q, 1, 9, new Sampling(4, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("class Q");
    }
  }

  @Test
  void oneChangedByteInAnyFileIsRefusedWithTheFilesName() throws IOException {
    Path folder = release(BellBeats.SMALL);
    for (String file : List.of("model.onnx", "golden.json", "card.md")) {
      byte[] good = Files.readAllBytes(folder.resolve(file));
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 1;
      Files.write(folder.resolve(file), bad);

      assertThatThrownBy(() -> BeatGenerator.load(folder).close())
          .isInstanceOf(ModelRefusedException.class)
          .hasMessageContaining(file + " has SHA-256");
      Files.write(folder.resolve(file), good);
    }
  }
}
