package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Charts on a landscape A4 page, framed by the same text above and below as a {@link TracingPage}.
 * The same input gives the same drawing.
 */
public final class ChartPage {

  private static final double BOTTOM = 194;
  private static final double GAP = 6;
  private static final double LEFT_OF_CHART = 9;
  private static final double RIGHT_OF_CHART = 4;
  private static final double ABOVE_CHART = 5;
  private static final double BELOW_CHART = 5;
  private static final double TITLE_SIZE = 2.8;
  private static final double LABEL_SIZE = 2.3;
  private static final double LEGEND_BOX = 2;
  private static final Pen FRAME = new Pen(Ink.FAINT, 0.15);
  private static final Pen TICK = new Pen(Ink.GRID, 0.1);

  private ChartPage() {}

  /**
   * Charts side by side.
   *
   * @param share how high the row is in proportion to the others, above 0
   * @param charts from left to right, at least one
   */
  public record Row(double share, List<Chart> charts) {

    /** Copies the list. */
    public Row {
      charts = List.copyOf(charts);
    }
  }

  /**
   * Draws a page.
   *
   * @param text what stands above and below
   * @param caption a line under the charts
   * @param rows from top to bottom
   */
  public static Drawing draw(PageText text, String caption, List<Row> rows) {
    List<Mark> marks = new ArrayList<>();
    double shares = rows.stream().mapToDouble(Row::share).sum();
    double room = BOTTOM - Sheet.TOP;
    double top = Sheet.TOP;
    for (Row row : rows) {
      double height = room * row.share() / shares;
      double width = (Sheet.GRID_WIDTH - GAP * (row.charts().size() - 1)) / row.charts().size();
      double left = Sheet.LEFT;
      for (Chart chart : row.charts()) {
        Field field =
            new Field(
                chart,
                left + LEFT_OF_CHART,
                top + ABOVE_CHART,
                left + width - RIGHT_OF_CHART,
                top + height - BELOW_CHART);
        field.draw(left, marks);
        left += width + GAP;
      }
      top += height;
    }
    marks.addAll(PageFrame.header(text));
    marks.addAll(PageFrame.footer(text, new Sheet(List.of(), BOTTOM), caption, ""));
    return new Drawing(text.title(), Sheet.WIDTH, Sheet.HEIGHT, marks);
  }

  /** A chart and where its axes lie, in millimetres. */
  private record Field(Chart chart, double left, double top, double right, double bottom) {

    double x(double value) {
      return left + within(value, chart.x()) * (right - left);
    }

    double y(double value) {
      return bottom - within(value, chart.y()) * (bottom - top);
    }

    private static double within(double value, Chart.Axis axis) {
      return Math.max(0, Math.min(1, (value - axis.from()) / (axis.to() - axis.from())));
    }

    void draw(double outerLeft, List<Mark> marks) {
      ticks(marks);
      for (Chart.Layer layer : chart.layers()) {
        if (layer instanceof Chart.Boxes boxes) {
          boxes(boxes, marks);
        } else if (layer instanceof Chart.Curve curve) {
          curve(curve, marks);
        }
      }
      double[] frame = {left, top, left, bottom, left, bottom, right, bottom};
      marks.add(new Mark.Lines(frame, FRAME));
      double titleLine = top - 1.6;
      marks.add(
          new Mark.Text(
              outerLeft, titleLine, TITLE_SIZE, Mark.Anchor.START, Ink.TEXT, true, chart.title()));
      legend(titleLine, marks);
    }

    private void ticks(List<Mark> marks) {
      List<Double> ends = new ArrayList<>();
      for (Chart.Tick tick : chart.x().ticks()) {
        double x = x(tick.value());
        ends.addAll(List.of(x, top, x, bottom));
        marks.add(label(x, bottom + 3, Mark.Anchor.MIDDLE, tick.label()));
      }
      for (Chart.Tick tick : chart.y().ticks()) {
        double y = y(tick.value());
        ends.addAll(List.of(left, y, right, y));
        marks.add(label(left - 1, y + LABEL_SIZE / 3, Mark.Anchor.END, tick.label()));
      }
      marks.add(0, new Mark.Lines(ends.stream().mapToDouble(Double::doubleValue).toArray(), TICK));
    }

    private void boxes(Chart.Boxes boxes, List<Mark> marks) {
      double[] corners = boxes.corners();
      for (int i = 0; i + 3 < corners.length; i += 4) {
        marks.add(
            box(
                x(corners[i]),
                y(corners[i + 1]),
                x(corners[i + 2]),
                y(corners[i + 3]),
                boxes.ink()));
      }
    }

    private void curve(Chart.Curve curve, List<Mark> marks) {
      Pen pen = new Pen(curve.ink(), curve.widthMillimetres());
      List<Double> line = new ArrayList<>();
      double[] points = curve.points();
      for (int i = 0; i + 1 < points.length; i += 2) {
        if (Double.isFinite(points[i]) && Double.isFinite(points[i + 1])) {
          line.add(x(points[i]));
          line.add(y(points[i + 1]));
        } else {
          join(line, pen, marks);
          line.clear();
        }
      }
      join(line, pen, marks);
    }

    private static void join(List<Double> line, Pen pen, List<Mark> marks) {
      double[] points = line.stream().mapToDouble(Double::doubleValue).toArray();
      if (points.length == 2) {
        // A value between two gaps is shown as a dot, which a line of no length is.
        marks.add(new Mark.Lines(new double[] {points[0], points[1], points[0], points[1]}, pen));
      } else if (points.length > 2) {
        marks.add(new Mark.Polyline(points, pen));
      }
    }

    private void legend(double line, List<Mark> marks) {
      double end = right;
      for (int i = chart.layers().size() - 1; i >= 0; i--) {
        Chart.Layer layer = chart.layers().get(i);
        if (layer.label().isEmpty()) {
          continue;
        }
        marks.add(label(end, line, Mark.Anchor.END, layer.label()));
        end -= Lettering.width(layer.label(), LABEL_SIZE, false) + 1;
        double middle = line - LABEL_SIZE / 3;
        if (layer instanceof Chart.Curve curve) {
          double[] ends = {end - 2 * LEGEND_BOX, middle, end, middle};
          marks.add(new Mark.Lines(ends, new Pen(curve.ink(), curve.widthMillimetres())));
        } else {
          marks.add(box(end - 2 * LEGEND_BOX, middle - 1, end, middle + 1, layer.ink()));
        }
        end -= 2 * LEGEND_BOX + 4;
      }
    }

    private static Mark box(double x1, double y1, double x2, double y2, Ink ink) {
      return new Mark.Filled(new double[] {x1, y1, x2, y1, x2, y2, x1, y2}, ink);
    }

    private static Mark label(double x, double y, Mark.Anchor anchor, String text) {
      return new Mark.Text(x, y, LABEL_SIZE, anchor, Ink.FAINT, false, text);
    }
  }
}
