package org.einthoven.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class TorchGraphTest {

  private static final int ROWS = 32;
  private static final int SAMPLES = 94;

  /** Gives memory back in which every number is none. */
  private static void leaveNothingUsefulInMemory() {
    List<Tensor> all = new ArrayList<>();
    for (int i = 1; i < 300; i++) {
      float[] values = new float[1 + 7 * i * i % 60_000];
      Arrays.fill(values, Float.NaN);
      all.add(Tensor.create(values, values.length));
    }
    all.forEach(Tensor::close);
  }

  private static float[] signal(int channels) {
    float[] signal = new float[ROWS * channels * SAMPLES];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) Math.sin(i);
    }
    return signal;
  }

  @Test
  void aConvolutionHasNothingOfWhatWasInMemoryBefore() {
    OneThread.use();
    TorchGraph graph = new TorchGraph(1, DfnetVariant.SHIPPED);
    int[][] shapes = {{24, 32, 5, 2, 1}, {16, 24, 5, 1, 1}, {6, 6, 15, 1, 6}, {16, 16, 1, 1, 1}};
    for (int[] shape : shapes) {
      for (int repeat = 0; repeat < 5; repeat++) {
        Tensor signal = Tensor.create(signal(shape[0]), ROWS, shape[0], SAMPLES);
        leaveNothingUsefulInMemory();
        Tensor out =
            graph.convolution(
                Arrays.toString(shape), signal, shape[0], shape[1], shape[2], shape[3], shape[4]);
        for (float value : TorchGraph.values(out)) {
          assertThat(value).as(Arrays.toString(shape)).isFinite();
        }
      }
    }
  }
}
