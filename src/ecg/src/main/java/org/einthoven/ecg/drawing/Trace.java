package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.LeadSignal;
import org.jspecify.annotations.Nullable;

/**
 * The line of one strip.
 *
 * <p>Samples are neither smoothed nor resampled. Each stands at its own time, unless more than one
 * falls into a column of {@value #COLUMN} mm (1000 samples a second at 25 mm/s, 2000 at 50 mm/s):
 * then the first, the lowest, the highest and the last of the column are kept in their order, so
 * that no peak is lost and none moves. Missing samples part the line; a sample between two missing
 * ones is a dot.
 *
 * <p>What would run beyond the given upper and lower edge ends there, where the line crosses it.
 */
final class Trace {

  /** The width of a column in millimetres, finer than the pen and than a printer of 300 dpi. */
  static final double COLUMN = 0.05;

  private static final Pen PEN = new Pen(Ink.TRACE, 0.22);
  private static final double DOT = 0.05;
  private static final double MICROVOLTS = 1000;

  private final Strip strip;
  private final double offsetMillivolts;
  private final double highest;
  private final double lowest;
  private final List<Mark> lines = new ArrayList<>();
  private final List<Cut> cuts = new ArrayList<>();
  private List<double[]> open = new ArrayList<>();

  /**
   * An excursion beyond an edge.
   *
   * @param x of its extreme
   * @param up whether beyond the upper edge
   * @param millivolts its extreme, as recorded
   */
  record Cut(double x, boolean up, double millivolts) {}

  private Trace(Strip strip, double offsetMillivolts, double highest, double lowest) {
    this.strip = strip;
    this.offsetMillivolts = offsetMillivolts;
    this.highest = highest;
    this.lowest = lowest;
  }

  /**
   * Draws the part of a signal that a strip shows.
   *
   * @param offsetMillivolts is drawn as zero
   * @param top the least y that is drawn
   * @param bottom the greatest y that is drawn
   */
  static Trace of(
      LeadSignal signal,
      double samplesPerSecond,
      Strip strip,
      double offsetMillivolts,
      double top,
      double bottom) {
    Trace trace = new Trace(strip, offsetMillivolts, top, bottom);
    trace.draw(signal.microvolts(), samplesPerSecond);
    return trace;
  }

  /** The lines, left to right; none where the strip shows no sample. */
  List<Mark> lines() {
    return lines;
  }

  /** Where the line was cut, left to right. */
  List<Cut> cuts() {
    return cuts;
  }

  private void draw(float[] microvolts, double rate) {
    int from = first(strip.fromSeconds(), rate);
    int to = Math.min(microvolts.length, first(strip.toSeconds(), rate));
    int i = from;
    while (i < to) {
      if (!Float.isFinite(microvolts[i])) {
        end();
        i++;
        continue;
      }
      int next = i + 1;
      long column = column(i, rate);
      while (next < to && Float.isFinite(microvolts[next]) && column(next, rate) == column) {
        next++;
      }
      column(microvolts, i, next, rate);
      i = next;
    }
    end();
  }

  /** The first sample at or after a time. */
  private static int first(double seconds, double rate) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(seconds * rate - 1e-6));
  }

  private long column(int sample, double rate) {
    return (long) Math.floor(strip.x(sample / rate) / COLUMN);
  }

  private void column(float[] microvolts, int from, int to, double rate) {
    int low = from;
    int high = from;
    for (int i = from; i < to; i++) {
      low = microvolts[i] < microvolts[low] ? i : low;
      high = microvolts[i] > microvolts[high] ? i : high;
    }
    int previous = -1;
    for (int i : new int[] {from, Math.min(low, high), Math.max(low, high), to - 1}) {
      if (i != previous) {
        open.add(
            new double[] {
              strip.x(i / rate), strip.y(microvolts[i] / MICROVOLTS - offsetMillivolts)
            });
      }
      previous = i;
    }
  }

  /** Ends the open line: draws what of it lies between the edges, and notes what does not. */
  private void end() {
    List<double[]> line = open;
    open = new ArrayList<>();
    List<double[]> visible = new ArrayList<>();
    double @Nullable [] extreme = null;
    double @Nullable [] before = null;
    for (double[] point : line) {
      if (before != null) {
        crossings(before, point, visible);
      }
      if (inside(point)) {
        visible.add(point);
        extreme = noted(extreme);
      } else {
        if (extreme != null && isAbove(extreme) != isAbove(point)) {
          extreme = noted(extreme);
        }
        extreme = further(extreme, point);
      }
      before = point;
    }
    noted(extreme);
    finish(visible);
  }

  private boolean inside(double[] point) {
    return point[1] >= highest && point[1] <= lowest;
  }

  private boolean isAbove(double[] point) {
    return point[1] < highest;
  }

  private double[] further(double @Nullable [] extreme, double[] point) {
    if (extreme == null) {
      return point;
    }
    boolean further = isAbove(point) ? point[1] < extreme[1] : point[1] > extreme[1];
    return further ? point : extreme;
  }

  private double @Nullable [] noted(double @Nullable [] extreme) {
    if (extreme != null) {
      double millivolts =
          (strip.zero() - extreme[1]) / strip.scale().millimetresPerMillivolt() + offsetMillivolts;
      cuts.add(new Cut(extreme[0], isAbove(extreme), millivolts));
    }
    return null;
  }

  /** Adds where the way from one point to the next crosses an edge, and ends the line there. */
  private void crossings(double[] a, double[] b, List<double[]> visible) {
    double[] edges = a[1] <= b[1] ? new double[] {highest, lowest} : new double[] {lowest, highest};
    for (double edge : edges) {
      boolean crosses = (a[1] < edge && b[1] > edge) || (a[1] > edge && b[1] < edge);
      if (crosses) {
        double share = (edge - a[1]) / (b[1] - a[1]);
        visible.add(new double[] {a[0] + share * (b[0] - a[0]), edge});
        boolean leaves = edge == highest ? b[1] < edge : b[1] > edge;
        if (leaves) {
          finish(visible);
        }
      } else if (a[1] == edge && !inside(b)) {
        finish(visible);
      }
    }
  }

  private void finish(List<double[]> visible) {
    if (visible.size() == 1) {
      double[] point = visible.get(0);
      lines.add(
          new Mark.Lines(new double[] {point[0] - DOT, point[1], point[0] + DOT, point[1]}, PEN));
    } else if (visible.size() > 1) {
      double[] points = new double[2 * visible.size()];
      for (int i = 0; i < visible.size(); i++) {
        points[2 * i] = visible.get(i)[0];
        points[2 * i + 1] = visible.get(i)[1];
      }
      lines.add(new Mark.Polyline(points, PEN));
    }
    visible.clear();
  }
}
