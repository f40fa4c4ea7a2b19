package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Says where traces run beyond the grid, and how far: a triangle at the edge for each excursion and
 * a voltage for those that lie close together.
 */
final class CutMarks {

  private static final double TOGETHER = 14;
  private static final double NO_CLOSER = 1;
  private static final int MOST_PRINTED = 1000;
  private static final double SIZE = 2.2;
  private static final double TRIANGLE = 1.2;

  private final Sheet sheet;
  private final TextRoom room;
  private final List<Trace.Cut> cuts = new ArrayList<>();

  CutMarks(Sheet sheet, TextRoom room) {
    this.sheet = sheet;
    this.room = room;
  }

  void add(Trace.Cut cut) {
    cuts.add(cut);
  }

  void draw(List<Mark> marks) {
    cuts.sort(Comparator.comparingDouble(Trace.Cut::x));
    for (boolean up : new boolean[] {true, false}) {
      draw(cuts.stream().filter(cut -> cut.up() == up).toList(), up, marks);
    }
  }

  private void draw(List<Trace.Cut> all, boolean up, List<Mark> marks) {
    List<Trace.Cut> together = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (Trace.Cut cut : all) {
      if (cut.x() - last >= NO_CLOSER) {
        marks.add(triangle(cut.x(), up));
        last = cut.x();
      }
      if (!together.isEmpty() && cut.x() - together.get(0).x() > TOGETHER) {
        label(together, up, marks);
        together.clear();
      }
      together.add(cut);
    }
    if (!together.isEmpty()) {
      label(together, up, marks);
    }
  }

  private Mark triangle(double x, boolean up) {
    double edge = up ? Sheet.TOP : sheet.bottom();
    double base = edge + (up ? 1.4 : -1.4) * TRIANGLE;
    return new Mark.Filled(
        new double[] {x - TRIANGLE, base, x + TRIANGLE, base, x, edge}, Ink.WARNING);
  }

  private void label(List<Trace.Cut> together, boolean up, List<Mark> marks) {
    Comparator<Trace.Cut> reach = Comparator.comparingDouble(Trace.Cut::millivolts);
    Trace.Cut furthest = together.stream().max(up ? reach : reach.reversed()).orElseThrow();
    String text = reach(furthest.millivolts());
    List<Mark.Text> places = new ArrayList<>();
    for (int level = 0; level < 4; level++) {
      double away = 1.9 + level * 1.2 * SIZE;
      double y = up ? Sheet.TOP + away : sheet.bottom() - away + 0.7 * SIZE;
      places.add(text(furthest.x() + 1.6, y, Mark.Anchor.START, text));
      places.add(text(furthest.x() - 1.6, y, Mark.Anchor.END, text));
    }
    places.removeIf(
        place -> {
          double[] box = TextRoom.box(place);
          return box[0] < Sheet.LEFT || box[2] > Sheet.LEFT + Sheet.GRID_WIDTH;
        });
    room.placeOneOf(places, marks);
  }

  private static String reach(double millivolts) {
    return Math.abs(millivolts) < MOST_PRINTED
        ? String.format(Locale.ROOT, "cut: %.1f mV", millivolts)
        : "cut: beyond " + (millivolts < 0 ? "-" : "") + MOST_PRINTED + " mV";
  }

  private static Mark.Text text(double x, double y, Mark.Anchor anchor, String text) {
    return new Mark.Text(x, y, SIZE, anchor, Ink.WARNING, true, text);
  }
}
