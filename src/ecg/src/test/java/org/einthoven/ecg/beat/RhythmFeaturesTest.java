package org.einthoven.ecg.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RhythmFeaturesTest {

  private static final int PRE_TO_BLOCK = 0;
  private static final int POST_TO_BLOCK = 1;
  private static final int LOCAL_SECONDS = 20;
  private static final int FIRST = 21;
  private static final int LAST = 22;
  private static final int PRE_TO_NEARBY_SINUS = 29;
  private static final int RUN_UP_TO_HERE = 35;
  private static final int RUN_FROM_HERE = 36;
  private static final int IRREGULARITY_AROUND = 38;

  private static float[] features(double[] rr, int beat) {
    float[] features = new float[RhythmFeatures.COUNT];
    new RhythmFeatures(rr, 0, rr.length).write(beat, features, 0);
    return features;
  }

  @Test
  void aSteadyRhythmHasNothingEarlyOrLate() {
    double[] rr = new double[12];
    Arrays.fill(rr, 0.8);

    float[] features = features(rr, 6);

    assertThat(features[PRE_TO_BLOCK]).isZero();
    assertThat(features[POST_TO_BLOCK]).isZero();
    assertThat(features[LOCAL_SECONDS]).isCloseTo((float) (2 * Math.log(0.8)), within(1e-6f));
  }

  @Test
  void aPrematureBeatIsEarlyByTheLogarithmOfItsIntervalOverTheMedian() {
    double[] rr = new double[12];
    Arrays.fill(rr, 0.8);
    rr[5] = 0.4;
    rr[6] = 1.2;

    float[] features = features(rr, 5);

    assertThat(features[PRE_TO_BLOCK]).isCloseTo((float) (2 * Math.log(0.5)), within(1e-6f));
    assertThat(features[POST_TO_BLOCK]).isCloseTo((float) (2 * Math.log(1.5)), within(1e-6f));
  }

  @Test
  void theFirstAndTheLastBeatSayThatAnIntervalIsNotKnown() {
    double[] rr = {0.8, 0.8, 0.8, 0.8, 0.8};

    assertThat(features(rr, 0)[FIRST]).isEqualTo(1);
    assertThat(features(rr, 0)[LAST]).isZero();
    assertThat(features(rr, 2)[FIRST]).isZero();
    assertThat(features(rr, 4)[LAST]).isEqualTo(1);
  }

  @Test
  void inBigeminyTheSinusIntervalIsTheLongOneAndEveryOtherBeatIsEarly() {
    double[] rr = new double[40];
    for (int i = 0; i < rr.length; i++) {
      rr[i] = i % 2 == 0 ? 1.0 : 0.6;
    }

    RhythmFeatures rhythm = new RhythmFeatures(rr, 0, rr.length);

    assertThat(rhythm.nearbySinus(21)).isEqualTo(1.0);
    assertThat(rhythm.usual()[21]).isFalse();
    assertThat(rhythm.usual()[22]).isTrue();
    assertThat(features(rr, 21)[PRE_TO_NEARBY_SINUS])
        .isCloseTo((float) (2 * Math.log(0.6)), within(1e-6f));
    assertThat(features(rr, 22)[PRE_TO_NEARBY_SINUS]).isZero();
  }

  @Test
  void aRunIsCountedBothWaysAndCapped() {
    double[] rr = new double[40];
    Arrays.fill(rr, 0.9);
    Arrays.fill(rr, 20, 23, 0.5);

    assertThat(features(rr, 20)[RUN_UP_TO_HERE]).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(features(rr, 20)[RUN_FROM_HERE]).isEqualTo(1);
    assertThat(features(rr, 22)[RUN_UP_TO_HERE]).isEqualTo(1);
    assertThat(features(rr, 30)[RUN_FROM_HERE]).isZero();
  }

  @Test
  void anEarlyBeatInASteadyRhythmDoesNotMakeItsOwnSurroundingsIrregular() {
    double[] rr = new double[40];
    Arrays.fill(rr, 0.8);
    rr[20] = 0.5;
    rr[21] = 1.1;

    assertThat(features(rr, 20)[IRREGULARITY_AROUND]).isZero();
    assertThat(features(rr, 17)[IRREGULARITY_AROUND]).isPositive();
  }

  @Test
  void prematureBeatsAreLeftOutOfTheUsualOnes() {
    double[] rr = new double[12];
    Arrays.fill(rr, 0.8);
    rr[5] = 0.4;

    boolean[] usual = new RhythmFeatures(rr, 0, rr.length).usual();

    assertThat(usual[4]).isTrue();
    assertThat(usual[5]).isFalse();
  }

  @Test
  void withHardlyAnyUsualBeatEveryBeatCounts() {
    double[] rr = {0.4, 0.4, 0.7, 1.0, 1.4, 0.5};

    assertThat(new RhythmFeatures(rr, 0, rr.length).usual()).containsOnly(true);
  }
}
