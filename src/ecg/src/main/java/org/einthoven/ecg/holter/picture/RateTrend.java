package org.einthoven.ecg.holter.picture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.einthoven.ecg.drawing.Chart;
import org.einthoven.ecg.drawing.Ink;
import org.einthoven.ecg.holter.HolterBeats;
import org.einthoven.ecg.holter.HolterFindings;
import org.einthoven.ecg.holter.HolterIntervals;
import org.einthoven.ecg.holter.HolterStretch;

/**
 * The heart rate over time: the mean of each bin as a line, from the rate by its longest to that by
 * its shortest RR interval as a bar; what was not read is shaded, fibrillation underlined.
 */
final class RateTrend {

  private static final double LONG_SECONDS = 7200;
  private static final double COARSE_BIN = 300;
  private static final double FINE_BIN = 30;
  private static final double HIGHEST = 240;
  private static final double STEP = 40;
  private static final double UNDERLINE = 8;

  private RateTrend() {}

  private static double bin(double durationSeconds) {
    return durationSeconds > LONG_SECONDS ? COARSE_BIN : FINE_BIN;
  }

  static String wordsOfBin(double durationSeconds) {
    return bin(durationSeconds) == COARSE_BIN ? "5 min" : "30 s";
  }

  static Chart chart(HolterFindings findings, HolterIntervals intervals, TimeAxis axis) {
    HolterBeats beats = findings.beats();
    double bin = bin(findings.durationSeconds());
    int bins = (int) Math.ceil(findings.durationSeconds() / bin);
    double[] sums = new double[bins];
    int[] counts = new int[bins];
    double[] shortest = new double[bins];
    double[] longest = new double[bins];
    Arrays.fill(shortest, Double.POSITIVE_INFINITY);
    for (int beat = 1; beat < beats.count(); beat++) {
      if (intervals.isWhole(beat)) {
        int at = Math.min(bins - 1, (int) (beats.seconds(beat) / bin));
        double seconds = intervals.seconds(beat);
        sums[at] += seconds;
        counts[at]++;
        shortest[at] = Math.min(shortest[at], seconds);
        longest[at] = Math.max(longest[at], seconds);
      }
    }
    double[] mean = new double[2 * bins];
    double[] range = new double[4 * bins];
    int ranges = 0;
    for (int i = 0; i < bins; i++) {
      mean[2 * i] = (i + 0.5) * bin;
      mean[2 * i + 1] = counts[i] == 0 ? Double.NaN : 60 * counts[i] / sums[i];
      if (counts[i] > 0) {
        range[4 * ranges] = (i + 0.15) * bin;
        range[4 * ranges + 1] = 60 / longest[i];
        range[4 * ranges + 2] = (i + 0.85) * bin;
        range[4 * ranges + 3] = 60 / shortest[i];
        ranges++;
      }
    }
    List<Chart.Tick> ticks =
        IntStream.rangeClosed(0, (int) (HIGHEST / STEP))
            .mapToObj(i -> new Chart.Tick(i * STEP, Integer.toString((int) (i * STEP))))
            .toList();
    return new Chart(
        "Heart rate (beats/min)",
        axis.of(findings.durationSeconds()),
        new Chart.Axis(0, HIGHEST, ticks),
        List.of(
            new Chart.Boxes(boxes(findings.unread(), 0, HIGHEST), Ink.GRID_FINE, "not analysed"),
            new Chart.Boxes(
                Arrays.copyOf(range, 4 * ranges), Ink.GRID, "by shortest and longest RR"),
            new Chart.Curve(mean, 0.35, Ink.TRACE, "mean"),
            new Chart.Boxes(
                boxes(findings.fibrillation(), 0, UNDERLINE),
                Ink.UNCLASSIFIABLE,
                "atrial fibrillation stated (at the bottom)")));
  }

  private static double[] boxes(List<HolterStretch> stretches, double low, double high) {
    return stretches.stream()
        .flatMapToDouble(
            stretch ->
                Arrays.stream(new double[] {stretch.fromSeconds(), low, stretch.toSeconds(), high}))
        .toArray();
  }
}
