package org.einthoven.cli.synthesize;

import java.util.List;
import java.util.Locale;
import org.einthoven.ecg.beat.BeatPreparation;

/** Beats side by side as a picture (SVG), so that a person can look at them. */
final class BeatSheet {

  private static final int COLUMNS = 8;
  private static final int MOST = 96;
  private static final int WIDTH = 150;
  private static final int HEIGHT = 110;
  private static final int PIXELS_PER_UNIT = 14;
  private static final String[] COLOURS = {"#111", "#0a7a5a"};

  private BeatSheet() {}

  /**
   * The picture of the first {@value #MOST} beats.
   *
   * @param title a line above them
   * @param beats each [2 × 90]
   */
  static String svg(String title, List<float[]> beats) {
    int shown = Math.min(MOST, beats.size());
    int rows = (shown + COLUMNS - 1) / COLUMNS;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
            COLUMNS * WIDTH,
            rows * HEIGHT + 30,
            COLUMNS * WIDTH,
            rows * HEIGHT + 30));
    svg.append("<text x=\"10\" y=\"20\" font-family=\"sans-serif\" font-size=\"14\">");
    svg.append(title).append("</text>\n");
    for (int beat = 0; beat < shown; beat++) {
      for (int lead = COLOURS.length - 1; lead >= 0; lead--) {
        svg.append("<polyline fill=\"none\" stroke=\"").append(COLOURS[lead]);
        svg.append("\" stroke-width=\"1.2\" points=\"");
        line(beats.get(beat), lead, beat, svg);
        svg.append("\"/>\n");
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static void line(float[] beat, int lead, int place, StringBuilder svg) {
    int samples = BeatPreparation.WINDOW_SAMPLES;
    int row = place / COLUMNS;
    double left = place % COLUMNS * WIDTH + 10;
    double middle = row * HEIGHT + 30 + HEIGHT / 2.0;
    double step = (WIDTH - 20.0) / samples;
    for (int i = 0; i < samples; i++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              left + i * step,
              middle - PIXELS_PER_UNIT * beat[lead * samples + i]));
    }
  }
}
