package org.einthoven.ecg.beat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PWaveKindsTest {

  private static final int COUNT = PWaveKinds.OF_INTERVALS + 2 * PWaveKinds.PER_LEAD;
  private static final int SLOW_OVER_FAST = 2;
  private static final int LIKE_THE_FAST = PWaveKinds.OF_INTERVALS;
  private static final int APART = PWaveKinds.OF_INTERVALS + 1;
  private static final int RELIABLE = PWaveKinds.OF_INTERVALS + 2;

  /** Seven fast beats between two slow ones, over and over: the fast ones are the majority. */
  private static double[] runs() {
    double[] rr = new double[45];
    for (int beat = 0; beat < rr.length; beat++) {
      rr[beat] = isFast(beat) ? 0.75 : 1.3;
    }
    return rr;
  }

  private static boolean isFast(int beat) {
    return beat % 9 >= 2;
  }

  /** Beats with a little noise, whose P wave may be another one where they are fast. */
  private static float[][] lead(int beats, double fastP) {
    SplittableRandom random = new SplittableRandom(5);
    float[][] lead = new float[beats][BeatPreparation.WINDOW_SAMPLES];
    for (int beat = 0; beat < beats; beat++) {
      double p = isFast(beat) ? fastP : 0.2;
      for (int i = 0; i < lead[beat].length; i++) {
        lead[beat][i] =
            (float)
                (p * Math.exp(-Math.pow((i - 15) / 3.0, 2))
                    + 2 * Math.exp(-Math.pow((i - 35) / 2.0, 2))
                    + 0.02 * random.nextGaussian());
      }
    }
    return lead;
  }

  private static float[][] features(double[] rr, float[][]... leads) {
    float[] flat = new float[rr.length * COUNT];
    new PWaveKinds(leads, rr).write(flat, 0, COUNT);
    float[][] rows = new float[rr.length][];
    for (int beat = 0; beat < rows.length; beat++) {
      rows[beat] = Arrays.copyOfRange(flat, beat * COUNT, (beat + 1) * COUNT);
    }
    return rows;
  }

  @Test
  void fastBeatsWithAnotherPWaveAreToldFromSlowOnesThoughTheyAreTheMajority() {
    float[][] rows = features(runs(), lead(45, -0.15), lead(45, -0.15));

    for (int beat = 0; beat < rows.length; beat++) {
      if (isFast(beat)) {
        assertThat(rows[beat][LIKE_THE_FAST]).isGreaterThan(0.5f);
      } else {
        assertThat(rows[beat][LIKE_THE_FAST]).isLessThan(-0.5f);
      }
      assertThat(rows[beat][APART]).isGreaterThan(1);
      assertThat(rows[beat][RELIABLE]).isGreaterThan(1);
      assertThat(rows[beat][SLOW_OVER_FAST]).isGreaterThan(1);
    }
  }

  @Test
  void pausesOfASinusRhythmShowNoSecondPWave() {
    float[][] rows = features(runs(), lead(45, 0.2));

    for (float[] row : rows) {
      assertThat(row[APART]).isLessThan(0.3f);
      assertThat(row[RELIABLE]).isLessThan(0.8f);
    }
  }

  @Test
  void aLeadThatIsNotThereLeavesItsFeaturesAtZero() {
    float[] row = features(runs(), lead(45, -0.15))[3];

    assertThat(Arrays.copyOfRange(row, COUNT - PWaveKinds.PER_LEAD, COUNT)).containsOnly(0f);
  }

  @Test
  void aBeatThatIsAloneInItsPartIsComparedWithNothing() {
    double[] rr = new double[10];
    Arrays.fill(rr, 0.8);
    rr[4] = 0.5;

    float[][] rows = features(rr, lead(10, 0.2));

    assertThat(rows[4][LIKE_THE_FAST]).isZero();
    assertThat(rows[4][RELIABLE]).isZero();
  }

  @Test
  void beatsOfEqualIntervalsAreOneKind() {
    double[] rr = new double[12];
    Arrays.fill(rr, 0.8);

    for (float[] row : features(rr, lead(12, 0.2))) {
      assertThat(row).containsOnly(0f, -1f);
    }
  }

  @Test
  void ventricularBeatsBelongToNeitherPart() {
    float[][] lead = lead(45, 0.2);
    double[] rr = new double[45];
    Arrays.fill(rr, 0.8);
    for (int beat = 5; beat < 45; beat += 6) {
      rr[beat] = 0.45;
      for (int i = 0; i < lead[beat].length; i++) {
        lead[beat][i] = (float) (-2 * Math.exp(-Math.pow((i - 38) / 9.0, 2)));
      }
    }

    for (float[] row : features(rr, lead)) {
      assertThat(row[SLOW_OVER_FAST]).isZero();
    }
  }
}
