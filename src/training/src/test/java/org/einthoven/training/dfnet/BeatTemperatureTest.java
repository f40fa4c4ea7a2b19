package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.network.Weights;
import org.junit.jupiter.api.Test;

class BeatTemperatureTest {

  private static final DfnetSettings SHORT =
      new DfnetSettings(1, 100, 32, 8, 4e-3, 1e-2, 0.1, 0.1, 0.9);

  @Test
  void theLastLayerAndTheOffsetsDividedByItAnswerLikeASofterSoftmax() {
    BeatSet beats = SyntheticSets.beats(90, 1);
    Weights weights =
        new DfnetTrainer(SHORT, line -> {}).train(beats, new MedianBeatSet(List.of()), 1);
    float[][] plain = new DfnetPredictor(weights).beatLogits(beats);
    float[][] soft = new DfnetPredictor(BeatTemperature.applied(weights, 2)).beatLogits(beats);

    for (int i = 0; i < beats.size(); i++) {
      for (int c = 0; c < plain[i].length; c++) {
        assertThat(soft[i][c]).isCloseTo(plain[i][c] / 2, within(1e-4f));
      }
    }
  }

  @Test
  void judgedBeatsThatAreTooSureGiveATemperatureAboveOne() {
    BeatSet beats = SyntheticSets.beats(60, 2);
    float[][] logits = new float[60][5];
    for (int i = 0; i < 60; i++) {
      // Always sure, right two times in three.
      boolean right = i % 3 != 1;
      int column = beats.classes()[i].column();
      logits[i][right ? column : (column + 1) % 5] = 8;
    }
    DfnetChoices.Judged judged = new DfnetChoices.Judged(beats, Arrays.asList(logits));

    assertThat(BeatTemperature.of(List.of(judged), new double[5])).isGreaterThan(2);
  }
}
