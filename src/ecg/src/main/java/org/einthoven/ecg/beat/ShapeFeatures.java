package org.einthoven.ecg.beat;

import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

/**
 * How a beat's P, QRS and T segments differ from a usual beat of the same lead: correlation, ratio
 * of energies and relative distance, and how wide its steep part is.
 */
final class ShapeFeatures {

  /** Against the block's median beat and against the local one, and the width. */
  static final int PER_LEAD = 19;

  /** The P, QRS and T segments of a window, in its samples. */
  private static final int[][] SEGMENTS = {{5, 25}, {25, 46}, {46, 85}};

  private static final double FLOOR = 0.05;
  private static final int STEEP_FROM = 15;
  private static final int STEEP_TO = 69;

  private ShapeFeatures() {}

  /** Writes the {@value #PER_LEAD} features of a beat in one lead. */
  static void write(float[] beat, float[] usual, float[] usualNearby, float[] out, int at) {
    int next = compare(beat, usual, out, at);
    next = compare(beat, usualNearby, out, next);
    out[next] = (float) ((width(beat) - width(usual)) / 10);
  }

  private static int compare(float[] beat, float[] usual, float[] out, int at) {
    int next = at;
    for (int[] segment : SEGMENTS) {
      double beatMean = mean(beat, segment);
      double usualMean = mean(usual, segment);
      double product = 0;
      double beatEnergy = 0;
      double usualEnergy = 0;
      double distance = 0;
      for (int i = segment[0]; i < segment[1]; i++) {
        double u = beat[i] - beatMean;
        double v = usual[i] - usualMean;
        product += u * v;
        beatEnergy += u * u;
        usualEnergy += v * v;
        distance += (u - v) * (u - v);
      }
      double beatNorm = Math.sqrt(beatEnergy) + FLOOR;
      double usualNorm = Math.sqrt(usualEnergy) + FLOOR;
      out[next++] = (float) (product / beatNorm / usualNorm);
      out[next++] = (float) Math.max(-1.5, Math.min(1.5, Math.log(beatNorm / usualNorm)));
      out[next++] = (float) Math.min(3, Math.sqrt(distance) / usualNorm);
    }
    return next;
  }

  /** In how many samples around the R peak the middle 60 % of all change happens. */
  static double width(float[] beat) {
    double total = 1e-6;
    for (int i = STEEP_FROM; i < STEEP_TO; i++) {
      total += Math.abs(beat[i + 1] - beat[i]);
    }
    double sum = 0;
    int samples = 0;
    for (int i = STEEP_FROM; i < STEEP_TO; i++) {
      sum += Math.abs(beat[i + 1] - beat[i]);
      if (sum >= 0.2 * total && sum < 0.8 * total) {
        samples++;
      }
    }
    return samples;
  }

  private static double mean(float[] window, int[] segment) {
    double sum = 0;
    for (int i = segment[0]; i < segment[1]; i++) {
      sum += window[i];
    }
    return sum / (segment[1] - segment[0]);
  }

  static String settings() {
    return "segments=5-25,25-46,46-85;steep=" + STEEP_FROM + "-" + STEEP_TO + ";" + WINDOW_SAMPLES;
  }
}
