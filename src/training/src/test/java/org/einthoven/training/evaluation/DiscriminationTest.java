package org.einthoven.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiscriminationTest {

  private static final Discrimination WORKED =
      new Discrimination(
          new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrder() {
    assertThat(WORKED.auc()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void tiesCountHalf() {
    Discrimination tied =
        new Discrimination(new double[] {0.5, 0.5, 0.9}, new boolean[] {false, true, true});

    assertThat(tied.auc()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void theThresholdItselfIsReached() {
    assertThat(WORKED.sensitivity(0.35)).isEqualTo(1);
    assertThat(WORKED.specificity(0.35)).isEqualTo(0.5);
    assertThat(WORKED.specificity(0.4)).isEqualTo(0.5);
    assertThat(WORKED.sensitivity(0.5)).isEqualTo(0.5);
  }

  @Test
  void theChosenThresholdHasTheHighestSum() {
    double threshold = WORKED.youdenThreshold();

    assertThat(WORKED.sensitivity(threshold) + WORKED.specificity(threshold)).isEqualTo(1.5);
  }

  @Test
  void theIntervalHoldsTheAreaAndIsTheSameForTheSameSeed() {
    double[] scores = new double[200];
    boolean[] labels = new boolean[200];
    for (int i = 0; i < 200; i++) {
      scores[i] = (i * 37 % 100) / 100.0;
      labels[i] = i % 3 == 0 && scores[i] > 0.3;
    }
    Discrimination many = new Discrimination(scores, labels);

    double[] interval = many.aucInterval(1);

    assertThat(many.auc()).isBetween(interval[0], interval[1]);
    assertThat(many.aucInterval(1)).isEqualTo(interval);
  }

  @Test
  void scoresThatKeepTheirWordHaveNoCalibrationError() {
    Discrimination honest =
        new Discrimination(
            new double[] {0.25, 0.25, 0.25, 0.25}, new boolean[] {true, false, false, false});
    Discrimination boastful =
        new Discrimination(new double[] {0.95, 0.95}, new boolean[] {false, false});

    assertThat(honest.calibrationError()).isCloseTo(0, within(1e-12));
    assertThat(boastful.calibrationError()).isCloseTo(0.95, within(1e-12));
  }

  @Test
  void withoutOneOfTheKindsThereIsNoArea() {
    assertThat(new Discrimination(new double[] {0.1, 0.2}, new boolean[] {true, true}).auc())
        .isNaN();
  }
}
