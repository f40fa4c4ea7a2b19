package org.einthoven.ecg.holter.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.drawing.Chart;
import org.einthoven.ecg.drawing.Ink;
import org.einthoven.ecg.holter.HolterFindings;
import org.einthoven.ecg.holter.HolterIntervals;

/** How many RR intervals last how long: all as bars, those between normal beats as a line. */
final class RrHistogram {

  private static final double FROM = 0.2;
  private static final double TO = 3;
  private static final double BIN = 0.02;

  private RrHistogram() {}

  static Chart chart(HolterFindings findings, HolterIntervals intervals) {
    int bins = (int) Math.round((TO - FROM) / BIN);
    int[] all = new int[bins];
    int[] normal = new int[bins];
    int outside = 0;
    for (int beat = 1; beat < findings.beats().count(); beat++) {
      if (!intervals.isWhole(beat)) {
        continue;
      }
      double place = (intervals.seconds(beat) - FROM) / BIN;
      if (place < 0 || place >= bins) {
        outside++;
        continue;
      }
      all[(int) place]++;
      normal[(int) place] += intervals.isNormal(beat) ? 1 : 0;
    }
    double[] boxes = new double[4 * bins];
    double[] line = new double[4 * bins];
    for (int i = 0; i < bins; i++) {
      double left = FROM + i * BIN;
      boxes[4 * i] = left + 0.1 * BIN;
      boxes[4 * i + 2] = left + 0.9 * BIN;
      boxes[4 * i + 3] = all[i];
      line[4 * i] = left;
      line[4 * i + 1] = normal[i];
      line[4 * i + 2] = left + BIN;
      line[4 * i + 3] = normal[i];
    }
    List<Chart.Tick> ticks = new ArrayList<>();
    for (int tenths = 2; tenths <= 30; tenths += 2) {
      ticks.add(new Chart.Tick(tenths / 10.0, tenths * 100 + " ms"));
    }
    return new Chart(
        "RR intervals" + (outside == 0 ? "" : " (" + outside + " shorter or longer, not shown)"),
        new Chart.Axis(FROM, TO, ticks),
        Scale.upTo(Arrays.stream(all).max().orElse(0)),
        List.of(
            new Chart.Boxes(boxes, Ink.GRID, "all"),
            new Chart.Curve(line, 0.25, Ink.TRACE, "between normal beats (N-N)")));
  }
}
