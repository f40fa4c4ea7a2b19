package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeighedDetectionTest {

  private static final double[] SCORES = {0.9, 0.8, 0.6, 0.4, 0.2};
  private static final boolean[] LABELS = {true, false, true, false, false};

  private static WeighedDetection at(double threshold, double... weights) {
    boolean[] found = new boolean[SCORES.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = SCORES[i] >= threshold;
    }
    return new WeighedDetection(SCORES, found, LABELS, weights);
  }

  @Test
  void withEqualWeightsTheFiguresAreTheUsualOnes() {
    WeighedDetection detection = at(0.7, 1, 1, 1, 1, 1);

    assertThat(detection.sensitivity()).isEqualTo(0.5);
    assertThat(detection.predictivity()).isEqualTo(0.5);
    assertThat(detection.specificity()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(detection.f1()).isEqualTo(0.5);
    assertThat(detection.auc()).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void aRecordCountsAsOftenAsItStandsForOthers() {
    WeighedDetection detection = at(0.7, 1, 10, 1, 10, 10);

    assertThat(detection.predictivity()).isCloseTo(1 / 11.0, within(1e-12));
    assertThat(detection.sensitivity()).isEqualTo(0.5);
    assertThat(detection.auc()).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void theBestThresholdMovesWithTheWeights() {
    assertThat(WeighedDetection.bestThreshold(SCORES, LABELS, new double[] {1, 1, 1, 1, 1}))
        .isCloseTo(0.5, within(1e-12));
    assertThat(WeighedDetection.bestThreshold(SCORES, LABELS, new double[] {1, 10, 1, 10, 10}))
        .isCloseTo(0.85, within(1e-12));
  }

  @Test
  void equalScoresCountHalf() {
    WeighedDetection detection =
        new WeighedDetection(
            new double[] {0.5, 0.5},
            new boolean[2],
            new boolean[] {true, false},
            new double[] {1, 1});

    assertThat(detection.auc()).isEqualTo(0.5);
  }
}
