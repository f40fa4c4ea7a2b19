package org.einthoven.ecg.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RrIrregularityTest {

  private static float value(RhythmFeature feature, double... rr) {
    FeatureRow row = new FeatureRow();
    RrIrregularity.write(rr, row);
    return row.values()[feature.column()];
  }

  private static double[] alternating(int count, double one, double other) {
    double[] rr = new double[count];
    Arrays.setAll(rr, i -> i % 2 == 0 ? one : other);
    return rr;
  }

  @Test
  void measuresOfAlternatingIntervalsAreAsCalculatedByHand() {
    double[] rr = alternating(20, 0.7, 0.9);

    assertThat(value(RhythmFeature.MEDIAN_RR, rr)).isCloseTo((float) Math.log(0.8), within(1e-6f));
    assertThat(value(RhythmFeature.RMSSD, rr)).isCloseTo(0.25f, within(1e-6f));
    assertThat(value(RhythmFeature.RR_VARIATION, rr)).isCloseTo(0.125f, within(1e-6f));
    assertThat(value(RhythmFeature.MEDIAN_STEP, rr)).isCloseTo(0.25f, within(1e-6f));
    assertThat(value(RhythmFeature.STEPS_ABOVE_50_MS, rr)).isEqualTo(1);
    assertThat(value(RhythmFeature.TURNING_POINTS, rr)).isEqualTo(1);
    assertThat(value(RhythmFeature.HISTOGRAM_NATS, rr))
        .isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(value(RhythmFeature.AUTOCORRELATION_1, rr)).isCloseTo(-1, within(0.01f));
    assertThat(value(RhythmFeature.AUTOCORRELATION_2, rr)).isCloseTo(1, within(0.01f));
  }

  @Test
  void randomIntervalsHaveAHigherSampleEntropyThanAPattern() {
    SplittableRandom random = new SplittableRandom(3);
    double[] rr = new double[40];
    Arrays.setAll(rr, i -> 0.5 + 0.5 * random.nextDouble());

    assertThat(SampleEntropy.of(rr)).isGreaterThan(SampleEntropy.of(alternating(40, 0.5, 1)) + 1);
  }

  @Test
  void aPrematureBeatAndItsPauseAreLeftOut() {
    double[] rr = {0.8, 0.8, 0.8, 0.5, 1.1, 0.8, 0.8, 0.8};

    assertThat(PrematurePairs.without(rr)).containsExactly(0.8, 0.8, 0.8, 0.8, 0.8, 0.8);
    assertThat(value(RhythmFeature.PREMATURE_SHARE, rr)).isEqualTo(0.25f);
    assertThat(value(RhythmFeature.ROBUST_RMSSD, rr)).isCloseTo(0, within(1e-6f));
    assertThat(value(RhythmFeature.LORENZ_PREMATURE, rr)).isGreaterThan(0);
  }

  @Test
  void intervalsThatNoBeatExplainsAreCountedAndBounded() {
    double[] rr = {0.8, 0.1, 0.8, 0.8, 5, 0.8, 0.8, 0.8};

    assertThat(value(RhythmFeature.OUT_OF_RANGE, rr)).isEqualTo(0.25f);
    assertThat(value(RhythmFeature.RR_LONGEST, rr))
        .isCloseTo((float) Math.log(2.5 / 0.8), within(1e-6f));
  }
}
