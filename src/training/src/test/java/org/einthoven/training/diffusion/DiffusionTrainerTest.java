package org.einthoven.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.DenoiserOnnx;
import org.einthoven.training.run.EpochLog;
import org.einthoven.training.run.EpochState;
import org.junit.jupiter.api.Test;

class DiffusionTrainerTest {

  private static Weights train(DiffusionSettings settings) throws IOException {
    return train(settings, EpochLog.keepingNothing(settings.epochs(), line -> {}));
  }

  private static Weights train(DiffusionSettings settings, EpochLog log) throws IOException {
    return new DiffusionTrainer(settings).train(BellBeats.of(60, 1), 5, log);
  }

  @Test
  void itLearnsTheClasses() throws IOException {
    GeneratorBeats real = BellBeats.of(60, 1);
    Weights weights = train(BellBeats.SMALL.lasting(3));
    byte[] onnx =
        DenoiserOnnx.write(weights, BellBeats.SMALL.shape(), GeneratorBeats.CLASSES.size());

    try (BeatGenerator generator = BeatGenerator.of(onnx, GeneratorBeats.CLASSES, real.scale())) {
      Sampling sampling = new Sampling(20, 1);
      double narrow = meanWidth(generator.make(BeatClass.N, 20, 2, sampling));
      double wide = meanWidth(generator.make(BeatClass.V, 20, 3, sampling));

      assertThat(wide).isGreaterThan(1.3 * narrow);
    }
  }

  /** In how many samples a beat is more than 1 above its lowest. */
  private static double meanWidth(List<float[]> beats) {
    int count = 0;
    for (float[] beat : beats) {
      float low = Float.MAX_VALUE;
      for (float value : beat) {
        low = Math.min(low, value);
      }
      for (float value : beat) {
        count += value - low > 1 ? 1 : 0;
      }
    }
    return (double) count / beats.size();
  }

  @Test
  void aTrainingThatWasBrokenOffEndsAtTheSameWeights() throws IOException {
    DiffusionSettings two = BellBeats.SMALL.lasting(2);
    AtomicReference<EpochState> kept = new AtomicReference<>();
    EpochLog breakingOff =
        new EpochLog() {
          @Override
          public Optional<EpochState> last() {
            return Optional.ofNullable(kept.get());
          }

          @Override
          public void done(EpochState state) throws IOException {
            boolean first = kept.getAndSet(state) == null;
            if (first) {
              throw new IOException("broken off");
            }
          }
        };
    assertThatThrownBy(() -> train(two, breakingOff)).hasMessage("broken off");

    Weights resumed = train(two, breakingOff);

    assertThat(kept.get().epoch()).isEqualTo(2);
    assertThat(resumed.values("last.weight")).isEqualTo(train(two).values("last.weight"));
  }

  @Test
  void theNetworkIsSmall() throws IOException {
    assertThat(train(DiffusionSettings.DEFAULT.lasting(1)).parameters()).isBetween(50_000, 150_000);
  }
}
