package org.einthoven.ecg.beat;

import static org.einthoven.ecg.beat.BeatPreparation.CHANNELS;
import static org.einthoven.ecg.beat.BeatPreparation.FEATURES;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.Arrays;

/** Beats that are compared with one another: scaled together and set against their median beat. */
final class BeatBlock {

  static final int NEARBY_STEP = 8;
  static final int NEARBY_REACH = 20;

  /** The usual beat nearby is made of beats whose interval is this share of the sinus interval. */
  private static final double NOT_EARLY = 0.92;

  private static final double NOT_LATE = 1.25;
  private static final int FEWEST_NEARBY = 3;

  private BeatBlock() {}

  /**
   * Writes the beats from..to-1, which are one block, and scales their windows in place.
   *
   * @param cut [leads][beats of the recording][window] in millivolts
   * @param rr seconds to each beat of the recording from the one before
   * @param windows rows of all beats of the recording
   * @param features rows of all beats of the recording
   */
  static void write(
      float[][][] cut, double[] rr, int from, int to, float[] windows, float[] features) {
    int count = to - from;
    RhythmFeatures rhythm = new RhythmFeatures(rr, from, to);
    boolean[] usual = rhythm.usual();
    boolean[] notEarlyNearby = new boolean[count];
    for (int beat = 0; beat < count; beat++) {
      double share = rr[from + beat] / rhythm.nearbySinus(beat);
      notEarlyNearby[beat] = share >= NOT_EARLY && share <= NOT_LATE;
    }
    for (int beat = 0; beat < count; beat++) {
      rhythm.write(beat, features, (from + beat) * FEATURES);
    }
    for (int lead = 0; lead < cut.length; lead++) {
      float[][] beats = Arrays.copyOfRange(cut[lead], from, to);
      writeLead(lead, beats, usual, notEarlyNearby, from, windows, features);
    }
    float[][][] scaled = new float[cut.length][][];
    for (int lead = 0; lead < cut.length; lead++) {
      scaled[lead] = Arrays.copyOfRange(cut[lead], from, to);
    }
    new PWaveKinds(scaled, Arrays.copyOfRange(rr, from, to))
        .write(features, from * FEATURES + FeatureRow.KINDS, FEATURES);
  }

  private static void writeLead(
      int lead,
      float[][] beats,
      boolean[] usual,
      boolean[] notEarlyNearby,
      int from,
      float[] windows,
      float[] features) {
    int count = beats.length;
    boolean[] every = new boolean[count];
    Arrays.fill(every, true);
    float scale = (float) (2 / (BeatWindows.peakToPeak(beats) + 1e-3));
    for (float[] window : beats) {
      for (int i = 0; i < WINDOW_SAMPLES; i++) {
        window[i] *= scale;
      }
    }
    float[] median = BeatWindows.median(beats, 0, count, usual);
    float[] nearby = median;
    for (int beat = 0; beat < count; beat++) {
      if (beat % NEARBY_STEP == 0) {
        int first = Math.max(0, beat - NEARBY_REACH);
        int last = Math.min(count, beat + NEARBY_STEP + NEARBY_REACH);
        boolean enough = count(notEarlyNearby, first, last) >= FEWEST_NEARBY;
        nearby = BeatWindows.median(beats, first, last, enough ? notEarlyNearby : every);
      }
      int row = (from + beat) * CHANNELS * WINDOW_SAMPLES;
      int own = row + lead * WINDOW_SAMPLES;
      int difference = row + (2 + lead) * WINDOW_SAMPLES;
      for (int i = 0; i < WINDOW_SAMPLES; i++) {
        windows[own + i] = beats[beat][i];
        windows[difference + i] = beats[beat][i] - median[i];
      }
      int shape = (from + beat) * FEATURES + RhythmFeatures.COUNT + lead * ShapeFeatures.PER_LEAD;
      ShapeFeatures.write(beats[beat], median, nearby, features, shape);
    }
  }

  private static int count(boolean[] flags, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += flags[i] ? 1 : 0;
    }
    return count;
  }
}
