package org.einthoven.ecg.beat;

import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.Arrays;

/**
 * A made-up beat put in the place of a recorded one: its channels and shape features follow from
 * its window and from the usual beats that the recorded one was compared with, by the code that
 * prepares recorded beats.
 */
public final class ReplacedBeat {

  private static final int LEADS = 2;

  private ReplacedBeat() {}

  /**
   * The channels.
   *
   * @param window two leads of the beat, [2 × 90], in units of half the lead's usual peak-to-peak
   *     amplitude
   * @param usual the block's median beat, [2 × 90], in the same units
   * @return [4 × 90]
   */
  public static float[] channels(float[] window, float[] usual) {
    float[] channels = Arrays.copyOf(window, 2 * window.length);
    for (int i = 0; i < window.length; i++) {
      channels[window.length + i] = window[i] - usual[i];
    }
    return channels;
  }

  /**
   * The features. Which kind of P wave it has is left at zero, as where there is nothing to compare
   * with: that would need the other beats of the block.
   *
   * @param rhythm a beat's features, of which those of the intervals are kept
   * @param nearby the median of the beats around, [2 × 90]
   */
  public static float[] features(float[] rhythm, float[] window, float[] usual, float[] nearby) {
    float[] features = rhythm.clone();
    for (int lead = 0; lead < LEADS; lead++) {
      ShapeFeatures.write(
          lead(window, lead),
          lead(usual, lead),
          lead(nearby, lead),
          features,
          RhythmFeatures.COUNT + lead * ShapeFeatures.PER_LEAD);
    }
    FeatureRow.clearPWaves(features, 0);
    return features;
  }

  private static float[] lead(float[] leads, int lead) {
    return Arrays.copyOfRange(leads, lead * WINDOW_SAMPLES, (lead + 1) * WINDOW_SAMPLES);
  }
}
