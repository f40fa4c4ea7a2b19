package org.einthoven.training.dfnet;

import static org.einthoven.ecg.beat.BeatPreparation.TWELVE;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.SplittableRandom;

/**
 * A median beat as the same heart could have given it on another day: another amplitude, an R peak
 * placed up to two samples off, and in twelve leads another lie of the heart in the frontal plane
 * and other places of the chest electrodes. Cross-validated on PTB-XL folds 1 to 8
 * (docs/results/mi.md).
 */
final class MedianBeatVariation {

  private static final int LARGEST_SHIFT = 2;
  private static final double ROTATION_DEGREES = 8;
  private static final double ELECTRODE_MOVE = 0.2;
  private static final double LARGEST_MOVE = 0.6;
  private static final double CHEST_GAIN = 0.1;
  private static final int FIRST_CHEST_LEAD = 6;

  private final SplittableRandom random;
  private final double amplitude;

  /**
   * A source of variations.
   *
   * @param amplitude deviation of the logarithm of the random gain of all leads
   */
  MedianBeatVariation(SplittableRandom random, double amplitude) {
    this.random = random;
    this.amplitude = amplitude;
  }

  /** A changed copy of a median beat, [leads × 90]. */
  float[] of(float[] beat) {
    float[] varied = shifted(beat, random.nextInt(2 * LARGEST_SHIFT + 1) - LARGEST_SHIFT);
    if (varied.length == TWELVE * WINDOW_SAMPLES) {
      rotate(varied, Math.toRadians(ROTATION_DEGREES * normal()));
      moveChestElectrodes(
          varied, Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, ELECTRODE_MOVE * normal())));
      for (int lead = FIRST_CHEST_LEAD; lead < TWELVE; lead++) {
        scale(varied, lead * WINDOW_SAMPLES, (lead + 1) * WINDOW_SAMPLES, CHEST_GAIN);
      }
    }
    scale(varied, 0, varied.length, amplitude);
    return varied;
  }

  private static float[] shifted(float[] beat, int shift) {
    float[] shifted = new float[beat.length];
    for (int i = 0; i < beat.length; i++) {
      int lead = i / WINDOW_SAMPLES * WINDOW_SAMPLES;
      int from = Math.max(0, Math.min(WINDOW_SAMPLES - 1, i - lead + shift));
      shifted[i] = beat[lead + from];
    }
    return shifted;
  }

  /**
   * Turns the heart's vector in the frontal plane, in which lead I points left and lead II 60°
   * below it (Einthoven's triangle), and makes all limb leads from it.
   */
  static void rotate(float[] beat, double radians) {
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      double left = beat[i];
      double down = (2 * beat[WINDOW_SAMPLES + i] - left) / Math.sqrt(3);
      double one = cos * left - sin * down;
      double two = (Math.sqrt(3) * (sin * left + cos * down) + one) / 2;
      double[] limbLeads = {
        one, two, two - one, -(one + two) / 2, one - two / 2, two - one / 2,
      };
      for (int lead = 0; lead < limbLeads.length; lead++) {
        beat[lead * WINDOW_SAMPLES + i] = (float) limbLeads[lead];
      }
    }
  }

  /**
   * Moves every chest electrode by a share of the way to the next (or, below 0, to the one before).
   */
  private static void moveChestElectrodes(float[] beat, double share) {
    float[] before = beat.clone();
    for (int lead = FIRST_CHEST_LEAD; lead < TWELVE; lead++) {
      int neighbour = Math.max(FIRST_CHEST_LEAD, Math.min(TWELVE - 1, lead + (share > 0 ? 1 : -1)));
      for (int i = 0; i < WINDOW_SAMPLES; i++) {
        float own = before[lead * WINDOW_SAMPLES + i];
        float other = before[neighbour * WINDOW_SAMPLES + i];
        beat[lead * WINDOW_SAMPLES + i] = (float) (own + Math.abs(share) * (other - own));
      }
    }
  }

  private void scale(float[] beat, int from, int to, double deviation) {
    float gain = (float) Math.exp(deviation * normal());
    for (int i = from; i < to; i++) {
      beat[i] *= gain;
    }
  }

  private double normal() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
