package org.einthoven.training.dfnet;

import static org.einthoven.ecg.beat.BeatPreparation.CHANNELS;
import static org.einthoven.ecg.beat.BeatPreparation.FEATURES;
import static org.einthoven.ecg.beat.BeatPreparation.TWELVE;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.SplittableRandom;
import org.einthoven.ecg.rhythm.RhythmPreparation;

/** Beats made of bell curves: inputs for golden vectors that show no patient. */
final class SyntheticBeats {

  private static final double[] PLACES = {14, 33, 35, 38, 65};
  private static final double[] WIDTHS = {3, 1.2, 1.4, 1.5, 6};
  private static final double[] HEIGHTS = {0.12, -0.15, 1.0, -0.3, 0.25};

  private final SplittableRandom random;

  SyntheticBeats(long seed) {
    random = new SplittableRandom(seed);
  }

  float[] windows(int beats) {
    return curves(beats * CHANNELS, CHANNELS);
  }

  float[] medianBeats(int recordings) {
    return curves(recordings * TWELVE, TWELVE);
  }

  float[] features(int beats) {
    float[] features = new float[beats * FEATURES];
    for (int i = 0; i < features.length; i++) {
      features[i] = rounded(random.nextDouble() * 2 - 1);
    }
    return features;
  }

  float[] rhythmBeats(int stretches) {
    return curves(stretches * RhythmPreparation.CHANNELS, RhythmPreparation.CHANNELS);
  }

  /** Up to five deviations around the mean, so that some are clipped. */
  float[] rhythmFeatures(int stretches, float[] means, float[] factors) {
    float[] features = new float[stretches * means.length];
    for (int i = 0; i < features.length; i++) {
      int column = i % means.length;
      features[i] = rounded(means[column] + 5 * (2 * random.nextDouble() - 1) / factors[column]);
    }
    return features;
  }

  private float[] curves(int rows, int rowsOfBeat) {
    float[] values = new float[rows * WINDOW_SAMPLES];
    for (int row = 0; row < rows; row++) {
      // As in a beat's channels, the later half of the rows is smaller than the first.
      double gain = (row % rowsOfBeat < rowsOfBeat / 2 ? 1 : 0.3) * (random.nextDouble() * 2 - 0.5);
      for (int wave = 0; wave < PLACES.length; wave++) {
        double place = PLACES[wave] + 2 * random.nextDouble() - 1;
        double height = gain * HEIGHTS[wave] * (0.5 + random.nextDouble());
        for (int i = 0; i < WINDOW_SAMPLES; i++) {
          double distance = (i - place) / WIDTHS[wave];
          values[row * WINDOW_SAMPLES + i] += (float) (height * Math.exp(-distance * distance / 2));
        }
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = rounded(values[i]);
    }
    return values;
  }

  private static float rounded(double value) {
    return Math.round(value * 10000) / 10000f;
  }
}
