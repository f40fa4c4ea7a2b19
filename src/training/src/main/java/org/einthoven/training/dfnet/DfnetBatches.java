package org.einthoven.training.dfnet;

import static org.einthoven.ecg.beat.BeatPreparation.CHANNELS;
import static org.einthoven.ecg.beat.BeatPreparation.FEATURES;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.ecg.beat.FeatureRow;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;

/** Tensors of some rows of a data set, changed at random where a network is trained on them. */
final class DfnetBatches {

  private final SplittableRandom random;
  private final DfnetSettings settings;

  DfnetBatches(SplittableRandom random, DfnetSettings settings) {
    this.random = random;
    this.settings = settings;
  }

  /** Windows and features. */
  record Beats(Tensor windows, Tensor features) {}

  static Beats plain(BeatSet set, int[] rows) {
    float[] windows = new float[rows.length * CHANNELS * WINDOW_SAMPLES];
    float[] features = new float[rows.length * FEATURES];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          set.windows()[rows[i]],
          0,
          windows,
          i * CHANNELS * WINDOW_SAMPLES,
          CHANNELS * WINDOW_SAMPLES);
      System.arraycopy(set.features()[rows[i]], 0, features, i * FEATURES, FEATURES);
    }
    return tensors(windows, features, rows.length);
  }

  Beats varied(BeatSet set, int[] rows) {
    List<float[]> windows = new ArrayList<>();
    List<float[]> features = new ArrayList<>();
    for (int row : rows) {
      windows.add(set.windows()[row]);
      features.add(set.features()[row]);
    }
    return varied(windows, features, rows.length);
  }

  /** Beats of which the first so many are changed at random; the others stay as they are. */
  Beats varied(List<float[]> windows, List<float[]> features, int changed) {
    int row = CHANNELS * WINDOW_SAMPLES;
    int rows = windows.size();
    float[] allWindows = new float[rows * row];
    float[] allFeatures = new float[rows * FEATURES];
    for (int i = 0; i < rows; i++) {
      float gain = i < changed ? gain() : 1;
      boolean oneLead = i < changed && random.nextDouble() < settings.leadDropout();
      float[] window = windows.get(i);
      for (int j = 0; j < row; j++) {
        boolean second = j / WINDOW_SAMPLES % 2 == 1;
        allWindows[i * row + j] = oneLead && second ? 0 : gain * window[j];
      }
      System.arraycopy(features.get(i), 0, allFeatures, i * FEATURES, FEATURES);
      if (oneLead) {
        FeatureRow.clearSecondLead(allFeatures, i);
      }
    }
    return tensors(allWindows, allFeatures, rows);
  }

  private static Beats tensors(float[] windows, float[] features, int rows) {
    return new Beats(
        Tensor.create(windows, rows, CHANNELS, WINDOW_SAMPLES),
        Tensor.create(features, rows, FEATURES));
  }

  static Tensor plain(List<MedianBeatSet.Entry> records) {
    return medianBeats(records.stream().map(MedianBeatSet.Entry::millivolts).toList());
  }

  /** Each changed by a {@link MedianBeatVariation}. */
  Tensor varied(List<MedianBeatSet.Entry> records) {
    MedianBeatVariation variation = new MedianBeatVariation(random, settings.amplitude());
    return medianBeats(records.stream().map(entry -> variation.of(entry.millivolts())).toList());
  }

  private static Tensor medianBeats(List<float[]> beats) {
    int size = beats.get(0).length;
    float[] values = new float[beats.size() * size];
    for (int i = 0; i < beats.size(); i++) {
      System.arraycopy(beats.get(i), 0, values, i * size, size);
    }
    return Tensor.create(values, beats.size(), size / WINDOW_SAMPLES, WINDOW_SAMPLES);
  }

  private float gain() {
    double normal =
        Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
            * Math.cos(2 * Math.PI * random.nextDouble());
    return (float) Math.exp(settings.amplitude() * normal);
  }
}
