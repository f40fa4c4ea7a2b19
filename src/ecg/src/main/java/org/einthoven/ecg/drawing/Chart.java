package org.einthoven.ecg.drawing;

import java.util.List;

/**
 * A chart in the units of what it shows. Arrays are not copied: whoever makes a chart gives them
 * away.
 *
 * @param title what it shows, with the unit
 * @param x its horizontal axis
 * @param y its vertical axis
 * @param layers what is drawn, later ones over earlier ones; what lies outside of the axes is cut
 *     at them
 */
public record Chart(String title, Axis x, Axis y, List<Layer> layers) {

  /** Copies the list. */
  public Chart {
    layers = List.copyOf(layers);
  }

  /**
   * An axis.
   *
   * @param from the value at its beginning
   * @param to the value at its end, above that
   * @param ticks what is written at it
   */
  public record Axis(double from, double to, List<Tick> ticks) {

    /** Checks the order and copies the list. */
    public Axis {
      if (!(to > from)) {
        throw new IllegalArgumentException("an axis goes upwards");
      }
      ticks = List.copyOf(ticks);
    }
  }

  /**
   * A line across the chart with its label beside the axis.
   *
   * @param value where
   * @param label what is written there, possibly nothing
   */
  public record Tick(double value, String label) {}

  /** What is drawn. */
  public sealed interface Layer {

    /** The colour. */
    Ink ink();

    /** What it is, for the legend; empty for none. */
    String label();
  }

  /**
   * Points joined by straight lines; a point that is no number parts one line from the next.
   *
   * @param points {@code x, y} of each
   * @param widthMillimetres of the line
   */
  public record Curve(double[] points, double widthMillimetres, Ink ink, String label)
      implements Layer {}

  /**
   * Rectangles.
   *
   * @param corners {@code x1, y1, x2, y2} of each
   */
  public record Boxes(double[] corners, Ink ink, String label) implements Layer {}
}
