package org.einthoven.ecg.drawing;

import java.util.List;

/**
 * A page as a list of marks, later ones over earlier ones. The lowest {@link #RESERVED_MILLIMETRES}
 * hold no mark: there a renderer says what it could not show.
 *
 * @param title what the page is, without patient data
 * @param widthMillimetres its width
 * @param heightMillimetres its height
 * @param marks what is on it
 */
public record Drawing(
    String title, double widthMillimetres, double heightMillimetres, List<Mark> marks) {

  /** The height of the strip at the lower edge that is left to renderers. */
  public static final double RESERVED_MILLIMETRES = 3.5;

  /** Copies the list. */
  public Drawing {
    marks = List.copyOf(marks);
  }
}
