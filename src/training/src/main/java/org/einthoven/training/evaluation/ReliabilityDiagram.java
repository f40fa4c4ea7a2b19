package org.einthoven.training.evaluation;

import java.util.Locale;

/**
 * Draws a {@link Reliability}: accuracy over confidence, beside the line of perfect calibration.
 */
public final class ReliabilityDiagram {

  private static final int SIZE = 300;
  private static final int LEFT = 50;
  private static final int TOP = 36;

  private ReliabilityDiagram() {}

  /**
   * The diagram as SVG. The area of a dot stands for the share of its bin, whose count is its
   * title.
   *
   * @param title what was judged
   */
  public static String svg(String title, Reliability reliability) {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 380 390\" ");
    svg.append("font-family=\"sans-serif\" font-size=\"12\">\n");
    svg.append("<rect width=\"380\" height=\"390\" fill=\"white\"/>\n");
    text(svg, LEFT, 20, "start", title);
    for (int tick = 0; tick <= 10; tick += 2) {
      String label = String.format(Locale.ROOT, "%.1f", tick / 10.0);
      text(svg, x(tick / 10.0), TOP + SIZE + 16, "middle", label);
      text(svg, LEFT - 6, y(tick / 10.0) + 4, "end", label);
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>\n",
            LEFT,
            TOP,
            SIZE,
            SIZE));
    line(svg, x(0), y(0), x(1), y(1), "#999\" stroke-dasharray=\"4 4");
    text(svg, x(0.5), TOP + SIZE + 34, "middle", "probability stated (mean of the bin)");
    text(svg, LEFT, TOP - 4, "start", "share that was so");
    curve(svg, reliability);
    return svg.append("</svg>\n").toString();
  }

  private static void curve(StringBuilder svg, Reliability reliability) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (Reliability.Bin bin : reliability.bins()) {
      if (bin.count() == 0) {
        continue;
      }
      double x = x(bin.confidence());
      double y = y(bin.accuracy());
      if (Double.isFinite(lastX)) {
        line(svg, lastX, lastY, x, y, "#06c");
      }
      double radius = 2.5 + 10 * Math.sqrt((double) bin.count() / reliability.count());
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#06c\" fill-opacity=\"0.4\">"
                  + "<title>%d</title></circle>\n",
              x,
              y,
              radius,
              bin.count()));
      lastX = x;
      lastY = y;
    }
  }

  private static double x(double share) {
    return LEFT + share * SIZE;
  }

  private static double y(double share) {
    return TOP + (1 - share) * SIZE;
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String stroke) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
            x1,
            y1,
            x2,
            y2,
            stroke));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
    String safe = words.replace("&", "&amp;").replace("<", "&lt;");
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            safe));
  }
}
