package org.einthoven.ecg.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where the T wave of a typical beat ends. In each lead it is where the trapezium between the
 * steepest point after the T wave's last peak, a point on the signal and a fixed later time is
 * largest (Vázquez-Seisdedos et al. 2011); of the leads with a T wave that is worth it, the place
 * that seven tenths of them, weighed by the height of their T wave, have reached.
 */
final class TWaveSearch {

  private static final double LOWEST = 0.05;
  private static final double LEAST_SHARE = 0.2;
  private static final double SHARE_OF_LATER_PEAK = 0.4;
  private static final double SHARE_OF_LEADS = 0.7;
  private static final double AFTER_QRS = 0.06;
  private static final double LONGEST = 0.6;
  private static final double LONGEST_OF_RR = 0.62;
  private static final double TRAPEZIUM = 0.2;
  private static final int SLOPE = 3;
  private static final int FEWEST = 20;
  private static final int LEVEL = 10;

  private final TypicalBeat beat;
  private final int from;
  private final int to;

  private TWaveSearch(TypicalBeat beat, QrsSearch.Bounds qrs) {
    double rate = TypicalBeat.SAMPLES_PER_SECOND;
    this.beat = beat;
    int onset = beat.rPeak() + (int) Math.round(qrs.onset() / TypicalBeat.MILLISECONDS);
    int end = beat.rPeak() + (int) Math.round(qrs.end() / TypicalBeat.MILLISECONDS);
    this.from = end + (int) (AFTER_QRS * rate);
    this.to =
        (int)
            Math.min(
                beat.samples() - LEVEL,
                onset + Math.min(LONGEST * rate, LONGEST_OF_RR * beat.rrSamples()));
  }

  /** The end in milliseconds from the R peak. */
  static Measure search(TypicalBeat beat, QrsSearch.Bounds qrs) {
    return new TWaveSearch(beat, qrs).search();
  }

  private record End(int place, double height) {}

  private Measure search() {
    if (to - from < FEWEST + LEVEL) {
      return Measure.none(
          "the beats follow too fast for the T wave to be told from the next P wave");
    }
    float[][] leads = beat.smooth();
    double[] heights = Arrays.stream(leads).mapToDouble(this::height).toArray();
    double highest = Arrays.stream(heights).max().orElse(0);
    List<End> ends = new ArrayList<>();
    for (int i = 0; i < leads.length; i++) {
      if (heights[i] >= Math.max(LOWEST, LEAST_SHARE * highest)) {
        int place = end(leads[i]);
        if (place >= 0) {
          ends.add(new End(place, heights[i]));
        }
      }
    }
    if (ends.isEmpty()) {
      return Measure.none("no lead has a T wave of 0.05 mV");
    }
    ends.sort(Comparator.comparingInt(End::place));
    double all = ends.stream().mapToDouble(End::height).sum();
    double reached = 0;
    for (End end : ends) {
      reached += end.height();
      if (reached >= SHARE_OF_LEADS * all) {
        return Measure.of((end.place() - beat.rPeak()) * TypicalBeat.MILLISECONDS);
      }
    }
    throw new IllegalStateException("all leads together are more than a share of them");
  }

  private double level(float[] signal) {
    float[] last = Arrays.copyOfRange(signal, to - LEVEL, to);
    Arrays.sort(last);
    return (last[LEVEL / 2] + last[LEVEL / 2 - 1]) / 2;
  }

  private double height(float[] signal) {
    double level = level(signal);
    double height = 0;
    for (int i = from; i < to - LEVEL; i++) {
      height = Math.max(height, Math.abs(signal[i] - level));
    }
    return height;
  }

  private int end(float[] signal) {
    double level = level(signal);
    int peak = from;
    for (int i = from; i < to - LEVEL; i++) {
      peak = Math.abs(signal[i] - level) > Math.abs(signal[peak] - level) ? i : peak;
    }
    double sign = Math.signum(signal[peak] - level);
    int later = peak;
    for (int i = peak; i < to - LEVEL; i++) {
      later = sign * (signal[i] - signal[later]) < 0 ? i : later;
    }
    double opposite = -sign * (signal[later] - level);
    if (later - peak > LEVEL && opposite > SHARE_OF_LATER_PEAK * Math.abs(signal[peak] - level)) {
      peak = later;
      sign = -sign;
    }
    if (to - peak < LEVEL + 2) {
      return -1;
    }
    int steepest = peak + 1;
    for (int i = peak + 1; i < to - SLOPE - 1; i++) {
      steepest = sign * (slope(signal, i) - slope(signal, steepest)) < 0 ? i : steepest;
    }
    return corner(signal, steepest, sign);
  }

  private static double slope(float[] signal, int at) {
    return signal[at + SLOPE] - signal[at - SLOPE];
  }

  private int corner(float[] signal, int steepest, double sign) {
    int last =
        (int)
            Math.min(
                Math.min(steepest + TRAPEZIUM * TypicalBeat.SAMPLES_PER_SECOND, to + 15),
                beat.samples() - 1);
    int best = steepest;
    double largest = 0;
    for (int i = steepest; i < last; i++) {
      double area = sign * (signal[steepest] - signal[i]) * (2.0 * last - i - steepest);
      if (area > largest) {
        largest = area;
        best = i;
      }
    }
    return best;
  }
}
