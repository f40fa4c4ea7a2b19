package org.einthoven.ecg.beat;

import static org.einthoven.ecg.beat.BeatPreparation.BEFORE_R;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

/** Cutting beats out of a prepared lead, and their median. */
final class BeatWindows {

  private BeatWindows() {}

  /** The beat around a place, its own median taken off; beyond the ends the end value goes on. */
  static float[] cut(float[] signal, int r) {
    float[] window = new float[WINDOW_SAMPLES];
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      int at = Math.max(0, Math.min(signal.length - 1, r - BEFORE_R + i));
      window[i] = signal[at];
    }
    float baseline = Ranked.medianInPlace(window.clone(), WINDOW_SAMPLES);
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      window[i] -= baseline;
    }
    return window;
  }

  static boolean liesWithin(float[] signal, int r) {
    return r >= BEFORE_R && r - BEFORE_R + WINDOW_SAMPLES <= signal.length;
  }

  /** The median, sample by sample, of the beats from..to-1 that are taken. */
  static float[] median(float[][] windows, int from, int to, boolean[] taken) {
    float[] median = new float[WINDOW_SAMPLES];
    float[] column = new float[to - from];
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      int count = 0;
      for (int beat = from; beat < to; beat++) {
        if (taken[beat]) {
          column[count++] = windows[beat][i];
        }
      }
      median[i] = Ranked.medianInPlace(column, count);
    }
    return median;
  }

  /** The median peak-to-peak amplitude of beats. */
  static double peakToPeak(float[][] windows) {
    double[] spans = new double[windows.length];
    for (int beat = 0; beat < windows.length; beat++) {
      float low = windows[beat][0];
      float high = low;
      for (float value : windows[beat]) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      spans[beat] = high - low;
    }
    return Ranked.median(spans);
  }
}
