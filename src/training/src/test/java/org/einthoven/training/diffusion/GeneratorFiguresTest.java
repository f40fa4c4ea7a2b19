package org.einthoven.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GeneratorFiguresTest {

  /** Rows of a normal distribution with a mean and, in the first column, a deviation. */
  private static float[][] rows(int count, double mean, double deviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[count][3];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (mean + (i == 0 ? deviation : 1) * random.nextGaussian());
      }
    }
    return rows;
  }

  @Test
  void theFrechetDistanceIsThatOfTwoNormalDistributions() {
    // Means apart by 2 in three columns, deviations 3 and 1 in one: 3·2² + (3 - 1)².
    assertThat(FrechetDistance.of(rows(20_000, 0, 1, 1), rows(20_000, 2, 3, 2)))
        .isCloseTo(16, within(0.5));
    assertThat(FrechetDistance.of(rows(20_000, 1, 2, 3), rows(20_000, 1, 2, 4)))
        .isCloseTo(0, within(0.01));
  }

  @Test
  void theIntervalOfPairedDifferencesIsStudents() {
    PairedDifference gain =
        PairedDifference.of(new double[] {3, 5, 4, 6, 2}, new double[] {1, 2, 3, 4, 0});

    // Differences 2, 3, 1, 2, 2: mean 2, deviation 0.7071, standard error 0.3162.
    assertThat(gain.mean()).isCloseTo(2, within(1e-9));
    assertThat(gain.high()).isCloseTo(2 + 2.776 * 0.31623, within(1e-4));
    assertThat(gain.low()).isCloseTo(2 - 2.776 * 0.31623, within(1e-4));
    assertThat(gain.helps()).isTrue();
    assertThat(PairedDifference.of(new double[] {1}, new double[] {0}).helps()).isFalse();
  }

  @Test
  void copiesOfTrainingBeatsAreFoundOut() {
    List<float[]> trained = new ArrayList<>();
    List<float[]> heldBack = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      (i % 2 == 0 ? trained : heldBack).add(BellBeats.bell(2 + 0.2 * i, 1));
    }

    NearestBeats.Comparison copied = NearestBeats.compare(trained, heldBack, trained);
    NearestBeats.Comparison fresh = NearestBeats.compare(heldBack, heldBack, trained);

    assertThat(copied.synthetic()).isZero();
    assertThat(copied.nearer()).isEqualTo(1);
    assertThat(fresh.nearer()).isLessThan(0.11);
  }
}
