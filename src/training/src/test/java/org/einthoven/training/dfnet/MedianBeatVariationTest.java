package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatPreparation;
import org.junit.jupiter.api.Test;

class MedianBeatVariationTest {

  private static final int SAMPLES = BeatPreparation.WINDOW_SAMPLES;

  private static float[] beat() {
    float[] beat = SyntheticSets.records(1, 5).records().get(0).millivolts().clone();
    MedianBeatVariation.rotate(beat, 0); // limb leads that follow from I and II
    return beat;
  }

  @Test
  void theLimbLeadsOfAVariationStillFollowFromIAndII() {
    float[] varied = new MedianBeatVariation(new SplittableRandom(1), 0.15).of(beat());

    for (int i = 0; i < SAMPLES; i++) {
      float one = varied[i];
      float two = varied[SAMPLES + i];
      assertThat(varied[2 * SAMPLES + i]).isCloseTo(two - one, within(1e-5f));
      assertThat(varied[3 * SAMPLES + i]).isCloseTo(-(one + two) / 2, within(1e-5f));
    }
  }

  @Test
  void aTurnBySixtyDegreesMakesLeadIOfWhatWasLeadII() {
    float[] beat = beat();
    float[] turned = beat.clone();

    MedianBeatVariation.rotate(turned, -Math.PI / 3);

    for (int i = 0; i < SAMPLES; i++) {
      assertThat(turned[i]).isCloseTo(beat[SAMPLES + i], within(1e-5f));
    }
  }

  @Test
  void theBeatItselfStaysAsItIsAndTheSameDrawGivesTheSameVariation() {
    float[] beat = beat();
    float[] before = beat.clone();

    float[] one = new MedianBeatVariation(new SplittableRandom(3), 0.15).of(beat);
    float[] again = new MedianBeatVariation(new SplittableRandom(3), 0.15).of(beat);
    float[] other = new MedianBeatVariation(new SplittableRandom(4), 0.15).of(beat);

    assertThat(beat).isEqualTo(before);
    assertThat(again).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }
}
