package org.einthoven.ecg.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which peaks of a QRS envelope are beats.
 *
 * <p>The idea of Pan and Tompkins (1985), thresholds between a running signal and a running noise
 * level, a search back with a lower one where a beat is overdue, and a distrust of what follows a
 * beat too soon; but the levels are medians over the neighbours on both sides, found in a few
 * rounds, instead of averages of the past.
 */
final class QrsSelection {

  private static final double REFRACTORY = 0.22 * QrsDetector.RATE;
  private static final double LEAST_HEIGHT = 0.05;

  /** Thresholds, as parts of the way from the noise level to the signal level. */
  private static final double THRESHOLD = 0.3;

  private static final double SEARCH_BACK_THRESHOLD = 0.18;

  /** A T wave follows a beat within this time and is lower than this part of it. */
  private static final double T_WAVE_REACH = 0.36 * QrsDetector.RATE;

  private static final double T_WAVE_HEIGHT = 0.5;

  /** A beat is overdue after this many RR intervals of the neighbourhood. */
  private static final double OVERDUE = 1.5;

  private static final double LEAST_BEFORE_NEXT = 0.25 * QrsDetector.RATE;
  private static final int RR_NEIGHBOURS = 5;
  private static final int LEVEL_NEIGHBOURS = 8;
  private static final int NOISE_NEIGHBOURS = 12;
  private static final double FULL_NOISE_SAMPLE = 8;
  private static final double MOST_NOISE = 0.5;
  private static final int ROUNDS = 3;

  private final int[] at;
  private final double[] height;
  private final boolean[] beat;
  private final double[] signal;
  private final double[] noise;

  private QrsSelection(int[] at, double[] height) {
    this.at = at;
    this.height = height;
    this.beat = new boolean[at.length];
    this.signal = new double[at.length];
    this.noise = new double[at.length];
    Arrays.fill(signal, 1);
  }

  /**
   * The peaks that are beats.
   *
   * @param envelope at the detector's rate, about 1 at a usual beat
   * @return indices, ascending
   */
  static int[] beats(float[] envelope) {
    int[] at = peaks(envelope);
    double[] height = Arrays.stream(at).mapToDouble(i -> envelope[i]).toArray();
    QrsSelection selection = new QrsSelection(at, height);
    selection.select();
    for (int round = 0; round < ROUNDS; round++) {
      selection.level();
      selection.select();
    }
    return selection.chosen().stream().mapToInt(i -> at[i]).toArray();
  }

  /** The peaks that nothing higher stands beside within the refractory period. */
  private static int[] peaks(float[] envelope) {
    List<Integer> peaks = new ArrayList<>();
    int reach = (int) REFRACTORY;
    for (int i = 0; i < envelope.length; i++) {
      // Its next neighbours rule most samples out before all of them are looked at.
      boolean highest =
          envelope[i] > LEAST_HEIGHT
              && (i == 0 || envelope[i - 1] < envelope[i])
              && (i == envelope.length - 1 || envelope[i + 1] <= envelope[i]);
      int to = Math.min(envelope.length - 1, i + reach);
      for (int k = Math.max(0, i - reach); highest && k <= to; k++) {
        highest = k < i ? envelope[k] < envelope[i] : envelope[k] <= envelope[i];
      }
      if (highest) {
        peaks.add(i);
      }
    }
    return peaks.stream().mapToInt(Integer::intValue).toArray();
  }

  private void select() {
    int last = -1;
    for (int i = 0; i < at.length; i++) {
      boolean tWave =
          last >= 0 && at[i] - at[last] < T_WAVE_REACH && height[i] < T_WAVE_HEIGHT * height[last];
      beat[i] = height[i] > threshold(i, THRESHOLD) && !tWave;
      if (beat[i]) {
        last = i;
      }
    }
    searchBack();
    searchBack();
  }

  private double threshold(int i, double part) {
    return noise[i] + part * (signal[i] - noise[i]);
  }

  private void searchBack() {
    List<Integer> chosen = chosen();
    int intervals = chosen.size() - 1;
    double[] rr = new double[Math.max(0, intervals)];
    for (int k = 0; k < intervals; k++) {
      rr[k] = at[chosen.get(k + 1)] - at[chosen.get(k)];
    }
    for (int k = 0; k < intervals; k++) {
      double usual =
          median(rr, Math.max(0, k - RR_NEIGHBOURS), Math.min(intervals, k + RR_NEIGHBOURS + 1));
      if (rr[k] > OVERDUE * usual) {
        addHighestBetween(chosen.get(k), chosen.get(k + 1));
      }
    }
  }

  private void addHighestBetween(int before, int after) {
    int best = -1;
    for (int i = before + 1; i < after; i++) {
      boolean apart = at[i] - at[before] >= T_WAVE_REACH && at[after] - at[i] >= LEAST_BEFORE_NEXT;
      if (apart
          && height[i] > threshold(i, SEARCH_BACK_THRESHOLD)
          && (best < 0 || height[i] > height[best])) {
        best = i;
      }
    }
    if (best >= 0) {
      beat[best] = true;
    }
  }

  /** Sets the signal level from the beats around each peak, the noise level from the others. */
  private void level() {
    List<Integer> chosen = chosen();
    if (chosen.isEmpty()) {
      return;
    }
    double[] heights = chosen.stream().mapToDouble(i -> height[i]).toArray();
    int next = 0;
    for (int i = 0; i < at.length; i++) {
      while (next < heights.length - 1 && chosen.get(next) < i) {
        next++;
      }
      signal[i] =
          median(
              heights,
              Math.max(0, next - LEVEL_NEIGHBOURS),
              Math.min(heights.length, next + LEVEL_NEIGHBOURS + 1));
      noise[i] = Math.min(noiseAround(i), MOST_NOISE * signal[i]);
    }
  }

  /** The median height of the peaks around that are no beats, less where there are few of them. */
  private double noiseAround(int i) {
    double[] others = new double[2 * NOISE_NEIGHBOURS + 1];
    int count = 0;
    int to = Math.min(at.length - 1, i + NOISE_NEIGHBOURS);
    for (int k = Math.max(0, i - NOISE_NEIGHBOURS); k <= to; k++) {
      if (!beat[k]) {
        others[count++] = height[k];
      }
    }
    return count == 0 ? 0 : median(others, 0, count) * Math.min(1, count / FULL_NOISE_SAMPLE);
  }

  private List<Integer> chosen() {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      if (beat[i]) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
