package org.einthoven.ecg.quality;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.einthoven.ecg.quality.QualityFinding.Kind;
import org.einthoven.ecg.signal.Butterworth;
import org.einthoven.ecg.signal.Gaps;

/** What is wrong with ten seconds of one lead. */
final class WindowQuality {

  private static final double SOME_MISSING = 0.02;
  private static final double MANY = 0.5;

  /** Up to a step or two of common recorders: nothing is connected, or the same value is sent. */
  private static final double FLAT_MICROVOLTS = 8;

  private static final double FLAT_SECONDS = 1;
  private static final double SOME_FLAT = 0.15;

  private static final double CLIP_SECONDS = 0.02;
  private static final int CLIP_SAMPLES = 5;
  private static final double SOME_CLIPPED = 0.002;
  private static final double MUCH_CLIPPED = 0.1;
  private static final double CLIP_RANGE_MICROVOLTS = 500;

  private static final double EXTREME_MICROVOLTS = 10_000;
  private static final double MUCH_EXTREME = 0.05;

  private static final double NOISE_LOW_HZ = 20;
  private static final double NOISE_HIGH_HZ = 100;
  private static final double QRS_SECONDS = 0.12;
  private static final double SOME_NOISE_MICROVOLTS = 50;
  private static final double SOME_NOISE_PART = 0.04;
  private static final double MUCH_NOISE_PART = 0.12;

  private static final double SOME_MAINS_MICROVOLTS = 50;

  private static final double WANDER_HZ = 0.7;
  private static final double WANDER_MICROVOLTS = 1500;

  private WindowQuality() {}

  /**
   * The findings in a window.
   *
   * @param samples in microvolts, NaN where missing
   * @param rate in samples per second
   * @param beats R peaks within the window, as indices of it
   */
  static Map<Kind, QualityLevel> of(float[] samples, double rate, int[] beats) {
    Map<Kind, QualityLevel> found = new EnumMap<>(Kind.class);
    Gaps gaps = Gaps.bridge(samples);
    double missing = gaps.missing().cardinality() / (double) samples.length;
    add(found, Kind.MISSING, missing > SOME_MISSING, missing > MANY);
    if (missing > MANY) {
      return found;
    }
    float[] whole = gaps.bridged();
    double flat = flatShare(whole, rate);
    add(found, Kind.FLAT, flat > SOME_FLAT, flat > MANY);
    if (flat > MANY) {
      return found;
    }
    double clipped = clippedShare(whole, rate);
    add(found, Kind.CLIPPED, clipped > SOME_CLIPPED, clipped > MUCH_CLIPPED);
    double extreme = extremeShare(whole);
    add(found, Kind.EXTREME, extreme > 0, extreme > MUCH_EXTREME);
    add(found, Kind.MAINS, MainsHum.microvolts(whole, rate) > SOME_MAINS_MICROVOLTS, false);
    noise(found, whole, rate, beats);
    add(found, Kind.WANDERING, wanders(whole, rate), false);
    return found;
  }

  private static void add(
      Map<Kind, QualityLevel> found, Kind kind, boolean limited, boolean unusable) {
    if (unusable) {
      found.put(kind, QualityLevel.UNUSABLE);
    } else if (limited) {
      found.put(kind, QualityLevel.LIMITED);
    }
  }

  private static double flatShare(float[] samples, double rate) {
    int length = (int) Math.max(2, FLAT_SECONDS * rate);
    int flat = 0;
    int pieces = 0;
    for (int from = 0; from == 0 || from + length <= samples.length; from += length / 2 + 1) {
      pieces++;
      float range = range(samples, from, Math.min(samples.length, from + length));
      flat += range <= FLAT_MICROVOLTS ? 1 : 0;
    }
    return flat / (double) pieces;
  }

  /** The share of samples in runs of one value that is the window's highest or lowest. */
  private static double clippedShare(float[] samples, double rate) {
    float low = samples[0];
    float high = samples[0];
    for (float sample : samples) {
      low = sample < low ? sample : low;
      high = sample > high ? sample : high;
    }
    if (high - low < CLIP_RANGE_MICROVOLTS) {
      return 0;
    }
    int least = (int) Math.max(CLIP_SAMPLES, CLIP_SECONDS * rate);
    int clipped = 0;
    int run = 0;
    for (int i = 0; i <= samples.length; i++) {
      boolean goesOn = i < samples.length && i > 0 && samples[i] == samples[i - 1];
      boolean atEnd = i > 0 && (samples[i - 1] == low || samples[i - 1] == high);
      if (!goesOn) {
        clipped += atEnd && run >= least ? run : 0;
        run = 0;
      }
      run++;
    }
    return clipped / (double) samples.length;
  }

  private static boolean wanders(float[] samples, double rate) {
    float[] slow = Butterworth.lowPass(2, WANDER_HZ, rate).zeroPhase(samples);
    if (range(slow) <= WANDER_MICROVOLTS) {
      return false;
    }
    Arrays.sort(slow);
    int edge = slow.length / 50;
    return slow[slow.length - 1 - edge] - slow[edge] > WANDER_MICROVOLTS;
  }

  private static float range(float[] samples) {
    return range(samples, 0, samples.length);
  }

  /**
   * Compares by hand: no sample is missing here, and Math.min and Math.max are slow for minding it.
   */
  private static float range(float[] samples, int from, int to) {
    float low = samples[from];
    float high = low;
    for (int i = from + 1; i < to; i++) {
      float sample = samples[i];
      if (sample < low) {
        low = sample;
      } else if (sample > high) {
        high = sample;
      }
    }
    return high - low;
  }

  private static double extremeShare(float[] samples) {
    if (range(samples) <= EXTREME_MICROVOLTS) {
      return 0;
    }
    float[] sorted = samples.clone();
    Arrays.sort(sorted);
    float middle = sorted[sorted.length / 2];
    int extreme = 0;
    for (float sample : samples) {
      extreme += Math.abs(sample - middle) > EXTREME_MICROVOLTS ? 1 : 0;
    }
    return extreme / (double) samples.length;
  }

  /** Noise of 20 Hz and more outside the QRS complexes, against the height of the complexes. */
  private static void noise(
      Map<Kind, QualityLevel> found, float[] samples, double rate, int[] beats) {
    double high = Math.min(NOISE_HIGH_HZ, 0.45 * rate);
    if (high <= NOISE_LOW_HZ) {
      return;
    }
    float[] fast = Butterworth.bandPass(2, NOISE_LOW_HZ, high, rate).zeroPhase(samples);
    int reach = (int) (QRS_SECONDS * rate);
    boolean[] qrs = new boolean[samples.length];
    double[] heights = new double[beats.length];
    for (int k = 0; k < beats.length; k++) {
      int from = Math.max(0, beats[k] - reach);
      int to = Math.min(samples.length, beats[k] + reach + 1);
      Arrays.fill(qrs, from, to, true);
      heights[k] = range(samples, from, to);
    }
    double sum = 0;
    int count = 0;
    for (int i = 0; i < samples.length; i++) {
      if (!qrs[i]) {
        sum += (double) fast[i] * fast[i];
        count++;
      }
    }
    if (count < rate || beats.length == 0) {
      return;
    }
    double rms = Math.sqrt(sum / count);
    Arrays.sort(heights);
    double part = rms / Math.max(1, heights[heights.length / 2]);
    boolean some = rms > SOME_NOISE_MICROVOLTS || (part > SOME_NOISE_PART && rms > 15);
    add(found, Kind.NOISY, some, part > MUCH_NOISE_PART && rms > SOME_NOISE_MICROVOLTS);
  }
}
