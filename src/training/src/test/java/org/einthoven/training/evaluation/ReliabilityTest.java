package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

  @Test
  void theErrorIsTheDistanceOfConfidenceAndAccuracyWeightedByCount() {
    double[] stated = {0.95, 0.95, 0.95, 0.95, 0.55};
    boolean[] right = {true, true, true, false, true};
    Reliability reliability = Reliability.of(stated, right);

    // Four at .95 of which .75 are right, one at .55 that is right.
    assertThat(reliability.expectedCalibrationError()).isCloseTo(0.25, within(1e-9));
    assertThat(reliability.brier()).isCloseTo((3 * 0.0025 + 0.9025 + 0.2025) / 5, within(1e-9));
    assertThat(reliability.bins().get(9).count()).isEqualTo(4);
    assertThat(reliability.bins().get(9).accuracy()).isEqualTo(0.75);
    assertThat(reliability.bins().get(0).accuracy()).isNaN();
  }

  @Test
  void aProbabilityOfOneBelongsToTheLastBin() {
    assertThat(Reliability.of(new double[] {1}, new boolean[] {true}).bins().get(9).count())
        .isEqualTo(1);
  }

  @Test
  void theDiagramHasADotForEachBinThatHoldsAny() {
    String svg =
        ReliabilityDiagram.svg(
            "S & V", Reliability.of(new double[] {0.1, 0.9}, new boolean[] {false, true}));

    assertThat(svg).contains("S &amp; V").containsOnlyOnce("</svg>");
    assertThat(svg.split("<circle", -1)).hasSize(3);
  }

  @Test
  void aTemperatureUndoesLogitsThatAreTooSure() {
    SplittableRandom random = new SplittableRandom(5);
    List<float[]> logits = new ArrayList<>();
    int[] columns = new int[4000];
    ScoredBeats sure = new ScoredBeats();
    ScoredBeats scaled = new ScoredBeats();
    for (int i = 0; i < columns.length; i++) {
      double honest = 4 * random.nextDouble() - 2;
      columns[i] = random.nextDouble() < 1 / (1 + Math.exp(-honest)) ? 2 : 0;
      logits.add(new float[] {0, -50, (float) (3 * honest), -50, -50});
    }
    double temperature = TemperatureScaling.temperature(logits, columns);
    for (int i = 0; i < columns.length; i++) {
      BeatClass truth = BeatClass.values()[columns[i]];
      sure.add(truth, TemperatureScaling.probabilities(logits.get(i), 1));
      scaled.add(truth, TemperatureScaling.probabilities(logits.get(i), temperature));
    }

    assertThat(temperature).isCloseTo(3, within(0.3));
    assertThat(scaled.ofFoundClass().expectedCalibrationError())
        .isLessThan(0.03)
        .isLessThan(sure.ofFoundClass().expectedCalibrationError() / 3);
    assertThat(scaled.confusion().accuracy()).isEqualTo(sure.confusion().accuracy());
  }
}
