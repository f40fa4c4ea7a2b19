package org.einthoven.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticEcg;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.DfnetScores;
import org.einthoven.inference.InfarctionProbability;
import org.einthoven.inference.ModelFolder;
import org.einthoven.inference.ModelLibrary;
import org.junit.jupiter.api.Test;

class OnnxGatesTest {

  private static final ModelFolder PACKAGED = ModelLibrary.packaged().current(DfnetModel.ID);

  private static PreparedRecording recording() {
    SyntheticEcg ecg =
        EcgSynthesis.of(SyntheticRhythm.PREMATURE_VENTRICULAR, 5).withEctopicShare(0.2).make();
    return BeatPreparation.prepare(ecg.recording(), ecg.rPeaks());
  }

  private static DfnetScores score(Map<String, Double> shares) {
    try (DfnetModel model =
        DfnetModel.tryOut(PACKAGED, weights -> OnnxGates.frozen(weights, shares))) {
      return model.score(recording());
    }
  }

  private static List<BeatScore> beats(DfnetScores scores) {
    return ((Prepared.Ready<List<BeatScore>>) scores.beats()).input();
  }

  private static double infarction(DfnetScores scores) {
    return ((Prepared.Ready<InfarctionProbability>) scores.infarction()).input().sharedShare();
  }

  @Test
  void aFrozenGateGivesItsShareToEveryInput() {
    for (double share : new double[] {0, 0.25, 1}) {
      assertThat(beats(score(Map.of("beat", share))))
          .isNotEmpty()
          .allSatisfy(beat -> assertThat(beat.sharedShare()).isCloseTo(share, within(1e-6)));
    }
  }

  @Test
  void theOtherGatesAndAModelWithoutFrozenGatesStayAsTheyAre() {
    DfnetScores asTrained = score(Map.of());
    DfnetScores frozen = score(Map.of("beat", 0.25));

    assertThat(infarction(frozen)).isEqualTo(infarction(asTrained));
    try (DfnetModel model = DfnetModel.loadPackaged()) {
      List<BeatScore> packaged = beats(model.score(recording()));
      for (int i = 0; i < packaged.size(); i++) {
        assertThat(beats(asTrained).get(i).probabilities())
            .containsExactly(packaged.get(i).probabilities());
      }
    }
  }

  @Test
  void freezingChangesWhatIsFound() {
    assertThat(beats(score(Map.of("beat", 0.0))).get(3).probabilities())
        .isNotEqualTo(beats(score(Map.of("beat", 1.0))).get(3).probabilities());
  }

  @Test
  void aTaskWithoutAGateIsRefused() throws IOException {
    byte[] weights = PACKAGED.read("model.onnx");

    assertThatThrownBy(() -> OnnxGates.frozen(weights, Map.of("hearing", 0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no gate of the task hearing");
  }
}
