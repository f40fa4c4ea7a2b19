package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.List;

/** The texts in the grid so far, so that no further one is put over them. */
final class TextRoom {

  private static final double ASCENT = 0.8;
  private static final double DESCENT = 0.25;

  private final List<double[]> taken = new ArrayList<>();
  private int refused;

  /** Whether there was room; if so the text is now among the marks. */
  boolean place(Mark.Text text, List<Mark> marks) {
    double[] box = box(text);
    for (double[] other : taken) {
      if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) {
        return false;
      }
    }
    taken.add(box);
    marks.add(text);
    return true;
  }

  /** Places the first of the texts that finds room; where none does, it is counted. */
  void placeOneOf(List<Mark.Text> texts, List<Mark> marks) {
    for (Mark.Text text : texts) {
      if (place(text, marks)) {
        return;
      }
    }
    refused++;
  }

  /** How many found no room. */
  int refused() {
    return refused;
  }

  /** The left, upper, right and lower edge of a text. */
  static double[] box(Mark.Text text) {
    double size = text.sizeMillimetres();
    double width = Lettering.width(text.text(), size, text.strong());
    double left =
        switch (text.anchor()) {
          case START -> text.x();
          case MIDDLE -> text.x() - width / 2;
          case END -> text.x() - width;
        };
    return new double[] {left, text.y() - ASCENT * size, left + width, text.y() + DESCENT * size};
  }
}
