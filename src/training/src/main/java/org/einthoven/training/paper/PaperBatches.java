package org.einthoven.training.paper;

import static org.einthoven.training.paper.PaperPreparation.CHANNELS;
import static org.einthoven.training.paper.PaperPreparation.SAMPLES;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.FeatureRow;
import org.jspecify.annotations.Nullable;

/**
 * Strips of beats as tensors. A window goes in twice: at a third of its rate for the convolutions,
 * and for the dense path at its full rate around the QRS complex and at a third of it further out.
 */
final class PaperBatches {

  /** Samples of a channel at a third of the rate. */
  static final int SLOW_SAMPLES = SAMPLES / 3;

  private static final int FULL_FROM = 36;
  private static final int FULL_TO = 90;
  private static final int COARSE = 3;

  private static final int ALIGNED_OF_CHANNEL =
      FULL_FROM / COARSE + (FULL_TO - FULL_FROM) + (SAMPLES - FULL_TO) / COARSE;

  /** Columns of the dense path. */
  static final int ALIGNED = CHANNELS * ALIGNED_OF_CHANNEL;

  private final PaperSettings settings;
  private final List<RecordBeats> records;

  PaperBatches(List<RecordBeats> records, PaperSettings settings) {
    this.records = List.copyOf(records);
    this.settings = settings;
  }

  /**
   * Beats of a record that follow one another.
   *
   * @param record its place in the list
   * @param from the first beat
   */
  record Strip(int record, int from) {}

  /** The three inputs of the network. */
  record Inputs(Tensor slow, Tensor aligned, Tensor features) {}

  /** Strips as they are. */
  Inputs plain(List<Strip> strips, int beats) {
    return moved(strips, beats, 0);
  }

  /** Strips whose beats are all read a share of a sample later, or earlier where it is below 0. */
  Inputs moved(List<Strip> strips, int beats, double shift) {
    return inputs(strips, beats, (float) shift, null);
  }

  /** Strips with a random gain each and noise over their samples. */
  Inputs varied(List<Strip> strips, int beats, SplittableRandom random) {
    return inputs(strips, beats, 0, random);
  }

  private Inputs inputs(
      List<Strip> strips, int beats, float fixedShift, @Nullable SplittableRandom random) {
    int rows = strips.size() * beats;
    float[] slow = new float[rows * CHANNELS * SLOW_SAMPLES];
    float[] aligned = new float[rows * ALIGNED];
    float[] features = new float[rows * BeatPreparation.FEATURES];
    float[] window = new float[CHANNELS * SAMPLES];
    int row = 0;
    for (Strip strip : strips) {
      RecordBeats record = records.get(strip.record());
      float gain = random == null ? 1 : (float) Math.exp(settings.gain() * normal(random));
      for (int beat = 0; beat < beats; beat++) {
        int at = Math.min(record.size() - 1, strip.from() + beat);
        float[] original = record.windows()[at];
        float shift =
            random == null
                ? fixedShift
                : (float) (settings.shift() * (2 * random.nextDouble() - 1));
        move(original, gain, shift, window);
        if (random != null && settings.noise() > 0) {
          addNoise(window, random);
        }
        write(window, slow, row * CHANNELS * SLOW_SAMPLES, aligned, row * ALIGNED);
        int columns = BeatPreparation.FEATURES;
        System.arraycopy(record.features()[at], 0, features, row * columns, columns);
        if (!settings.rhythm()) {
          FeatureRow.clearIntervals(features, row);
        }
        row++;
      }
    }
    return new Inputs(
        Tensor.create(slow, rows, CHANNELS, SLOW_SAMPLES),
        Tensor.create(aligned, rows, ALIGNED),
        Tensor.create(features, rows, BeatPreparation.FEATURES));
  }

  private static void write(float[] window, float[] slow, int slowAt, float[] aligned, int at) {
    int nextSlow = slowAt;
    int next = at;
    for (int channel = 0; channel < CHANNELS; channel++) {
      int begin = channel * SAMPLES;
      for (int i = 0; i < SAMPLES; i += COARSE) {
        float mean = (window[begin + i] + window[begin + i + 1] + window[begin + i + 2]) / COARSE;
        slow[nextSlow++] = mean;
        if (i < FULL_FROM || i >= FULL_TO) {
          aligned[next++] = mean;
        } else {
          System.arraycopy(window, begin + i, aligned, next, COARSE);
          next += COARSE;
        }
      }
    }
  }

  /** A window times a gain, read up to a sample earlier or later. */
  private static void move(float[] original, float gain, float shift, float[] window) {
    int towards = shift < 0 ? -1 : 1;
    float share = Math.abs(shift);
    for (int begin = 0; begin < window.length; begin += SAMPLES) {
      for (int i = 0; i < SAMPLES; i++) {
        float here = original[begin + i];
        float there = original[begin + Math.max(0, Math.min(SAMPLES - 1, i + towards))];
        window[begin + i] = gain * (here + share * (there - here));
      }
    }
  }

  private void addNoise(float[] window, SplittableRandom random) {
    // the sum of four uniform numbers is normal enough and needs no logarithm for each sample
    float scale = (float) (settings.noise() * Math.sqrt(3.0)) / (1 << 16);
    for (int i = 0; i < window.length; i++) {
      long bits = random.nextLong();
      int sum = (short) bits + (short) (bits >> 16) + (short) (bits >> 32) + (short) (bits >> 48);
      window[i] += scale * sum;
    }
  }

  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
