package org.einthoven.training.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.network.TorchGraph;
import org.junit.jupiter.api.Test;

class PaperNetworkTest {

  private static final int BEATS = 48;
  private static final int MIDDLE = 24;

  private final TorchGraph graph = new TorchGraph(1);

  /** What is said of the middle beat when one beat has another rhythm than the others. */
  private float[] middle(int otherBeat, boolean neighbours) {
    float[] features = new float[BEATS * BeatPreparation.FEATURES];
    int from = otherBeat * BeatPreparation.FEATURES;
    Arrays.fill(features, from, from + BeatPreparation.FEATURES, 3);
    PaperNetwork.Answer<Tensor> answer =
        PaperNetwork.answer(
            graph,
            Tensor.create(
                new float[BEATS * PaperPreparation.CHANNELS * PaperBatches.SLOW_SAMPLES],
                BEATS,
                PaperPreparation.CHANNELS,
                PaperBatches.SLOW_SAMPLES),
            Tensor.create(new float[BEATS * PaperBatches.ALIGNED], BEATS, PaperBatches.ALIGNED),
            Tensor.create(features, BEATS, BeatPreparation.FEATURES),
            BEATS,
            neighbours,
            0);
    int classes = BeatClass.values().length;
    return Arrays.copyOfRange(
        TorchGraph.values(answer.logits()), MIDDLE * classes, (MIDDLE + 1) * classes);
  }

  @Test
  void aBeatIsJudgedBesideAsManyNeighboursAsIsSaid() {
    float[] farAway = middle(0, true);

    assertThat(middle(MIDDLE - PaperNetwork.REACH - 1, true)).isEqualTo(farAway);
    assertThat(middle(MIDDLE + PaperNetwork.REACH + 1, true)).isEqualTo(farAway);
    assertThat(middle(MIDDLE - PaperNetwork.REACH, true)).isNotEqualTo(farAway);
    assertThat(middle(MIDDLE + PaperNetwork.REACH, true)).isNotEqualTo(farAway);
  }

  @Test
  void withoutNeighboursNoOtherBeatIsLookedAt() {
    assertThat(middle(MIDDLE + 1, false)).isEqualTo(middle(0, false));
    assertThat(middle(MIDDLE, false)).isNotEqualTo(middle(0, false));
  }
}
