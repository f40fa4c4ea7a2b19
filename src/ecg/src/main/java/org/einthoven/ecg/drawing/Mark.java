package org.einthoven.ecg.drawing;

/**
 * One thing on a {@link Drawing}. Positions are in millimetres from the upper left corner, x to the
 * right and y downwards. Arrays are not copied: whoever makes a mark gives them away.
 */
public sealed interface Mark {

  /**
   * Separate straight lines.
   *
   * @param ends {@code x1, y1, x2, y2} of each
   * @param pen for all of them
   */
  record Lines(double[] ends, Pen pen) implements Mark {}

  /**
   * Points joined by straight lines, left open.
   *
   * @param points {@code x, y} of each, at least two
   * @param pen for the whole
   */
  record Polyline(double[] points, Pen pen) implements Mark {}

  /**
   * One line of text, level. Characters that cannot be shown anywhere are replaced as {@link
   * Lettering#shown} says.
   *
   * @param x where it starts, has its middle or ends
   * @param y of its base line
   * @param sizeMillimetres the size of the type
   * @param anchor what {@code x} means
   * @param ink the colour
   * @param strong whether in bold
   * @param text what it says
   */
  record Text(
      double x,
      double y,
      double sizeMillimetres,
      Anchor anchor,
      Ink ink,
      boolean strong,
      String text)
      implements Mark {

    /** Replaces what cannot be shown. */
    public Text {
      text = Lettering.shown(text);
    }
  }

  /**
   * A closed area.
   *
   * @param corners {@code x, y} of each, at least three
   * @param ink the colour inside
   */
  record Filled(double[] corners, Ink ink) implements Mark {}

  /** Which part of a text stands at its x. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }
}
