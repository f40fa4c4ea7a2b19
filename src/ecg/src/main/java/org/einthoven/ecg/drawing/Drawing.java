package org.einthoven.ecg.drawing;

import java.util.List;

/**
 * A page as a list of marks, later ones over earlier ones.
 *
 * @param title what the page is, without patient data
 * @param widthMillimetres its width
 * @param heightMillimetres its height
 * @param marks what is on it
 */
public record Drawing(
    String title, double widthMillimetres, double heightMillimetres, List<Mark> marks) {

  /** Copies the list. */
  public Drawing {
    marks = List.copyOf(marks);
  }
}
