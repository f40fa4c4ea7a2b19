package org.einthoven.ecg.drawing;

import java.util.Arrays;
import java.util.List;

/** The paper: lines every millimetre, stronger ones every 5 mm, and a calibration pulse. */
final class GridPaper {

  static final double PULSE_SECONDS = 0.2;

  private static final Pen FINE = new Pen(Ink.GRID_FINE, 0.08);
  private static final Pen STRONG = new Pen(Ink.GRID, 0.14);
  private static final Pen PULSE = new Pen(Ink.TRACE, 0.22);
  private static final int EVERY = 5;
  private static final double FOOT = 1.5;

  private GridPaper() {}

  static List<Mark> of(Sheet sheet) {
    return List.of(lines(sheet, false, FINE), lines(sheet, true, STRONG));
  }

  private static Mark lines(Sheet sheet, boolean strong, Pen pen) {
    int columns = (int) Sheet.GRID_WIDTH;
    int rows = (int) Math.round(sheet.bottom() - Sheet.TOP);
    double right = Sheet.LEFT + columns;
    double[] ends = new double[4 * (columns + rows + 2)];
    int filled = 0;
    for (int column = 0; column <= columns; column++) {
      if (column % EVERY == 0 == strong) {
        double x = Sheet.LEFT + column;
        filled = put(ends, filled, x, Sheet.TOP, x, sheet.bottom());
      }
    }
    for (int row = 0; row <= rows; row++) {
      if (row % EVERY == 0 == strong) {
        double y = Sheet.TOP + row;
        filled = put(ends, filled, Sheet.LEFT, y, right, y);
      }
    }
    return new Mark.Lines(Arrays.copyOf(ends, filled), pen);
  }

  private static int put(double[] ends, int at, double x1, double y1, double x2, double y2) {
    ends[at] = x1;
    ends[at + 1] = y1;
    ends[at + 2] = x2;
    ends[at + 3] = y2;
    return at + 4;
  }

  /**
   * 1 mV for 200 ms, in front of every row of a band where it has room without touching the next
   * one, otherwise once in front of the band.
   */
  static List<Mark> pulses(Sheet.Band band) {
    Strip first = band.rows().get(0).get(0);
    double height = first.scale().millimetresPerMillivolt();
    boolean everyRow = height <= first.height() && first.zero() - height >= band.lane();
    if (!everyRow) {
      double middle = (band.top() + band.bottom()) / 2;
      return List.of(pulse(Math.rint(middle + height / 2), first.scale()));
    }
    return band.rows().stream().map(row -> pulse(row.get(0).zero(), first.scale())).toList();
  }

  private static Mark pulse(double base, PaperScale scale) {
    double width = PULSE_SECONDS * scale.millimetresPerSecond();
    double left = Sheet.LEFT + Math.rint((Sheet.CALIBRATION_WIDTH - 1 - width) / 2);
    double top = base - scale.millimetresPerMillivolt();
    double[] points = {
      left - FOOT,
      base,
      left,
      base,
      left,
      top,
      left + width,
      top,
      left + width,
      base,
      left + width + FOOT,
      base
    };
    return new Mark.Polyline(points, PULSE);
  }
}
