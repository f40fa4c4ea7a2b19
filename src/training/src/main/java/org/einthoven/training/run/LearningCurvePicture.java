package org.einthoven.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A learning curve as SVG: a panel for each task, a line for each network, the one that ships drawn
 * strong. The ground is transparent and the colours are of middling lightness, so that it is read
 * on white and on black.
 */
final class LearningCurvePicture {

  private static final int PANEL_WIDTH = 340;
  private static final int PANEL_HEIGHT = 220;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 34;
  private static final int BOTTOM = 44;
  private static final int TICKS = 4;
  private static final double ROOM_ABOVE = 1.05;

  private final Map<String, List<EpochLoss>> networks;

  LearningCurvePicture(LearningCurve curve) {
    this.networks = curve.networks();
  }

  String svg() {
    Set<String> tasks = new TreeSet<>();
    int epochs = 1;
    for (List<EpochLoss> losses : networks.values()) {
      for (EpochLoss loss : losses) {
        tasks.addAll(loss.lossOfTask().keySet());
        epochs = Math.max(epochs, loss.epoch());
      }
    }
    StringBuilder svg = new StringBuilder();
    int width = Math.max(1, tasks.size()) * PANEL_WIDTH;
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" aria-label=\"Mean loss of each task by epoch\""
                + " font-family=\"sans-serif\" font-size=\"12\" fill=\"#808080\">\n",
            width, PANEL_HEIGHT, width, PANEL_HEIGHT));
    int panel = 0;
    for (String task : tasks) {
      svg.append(format("<g transform=\"translate(%d 0)\">\n", panel++ * PANEL_WIDTH));
      panel(svg, task, epochs);
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(StringBuilder svg, String task, int epochs) {
    double highest = 0;
    for (List<EpochLoss> losses : networks.values()) {
      for (EpochLoss loss : losses) {
        highest = Math.max(highest, loss.lossOfTask().getOrDefault(task, 0.0));
      }
    }
    double top = highest == 0 ? 1 : highest * ROOM_ABOVE;
    svg.append(
        format(
            "<text x=\"%d\" y=\"18\" font-size=\"14\" font-weight=\"bold\">%s: mean loss</text>\n",
            LEFT, escaped(task)));
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = top * tick / TICKS;
      double y = y(value, top);
      svg.append(
          format(
              "<path d=\"M%d %.1fH%d\" stroke=\"#808080\" stroke-opacity=\"0.3\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>\n",
              LEFT, y, PANEL_WIDTH - RIGHT, LEFT - 6, y + 4, value));
    }
    int step = Math.max(1, (epochs + 9) / 10);
    for (int epoch = step; epoch <= epochs; epoch += step) {
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
              x(epoch, epochs), PANEL_HEIGHT - BOTTOM + 16, epoch));
    }
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">epoch</text>\n",
            (LEFT + PANEL_WIDTH - RIGHT) / 2, PANEL_HEIGHT - 8));
    networks.forEach((network, losses) -> line(svg, network, losses, task, epochs, top));
  }

  private static void line(
      StringBuilder svg,
      String network,
      List<EpochLoss> losses,
      String task,
      int epochs,
      double top) {
    List<String> points = new ArrayList<>();
    for (EpochLoss loss : losses) {
      Double value = loss.lossOfTask().get(task);
      if (value != null && Double.isFinite(value)) {
        points.add(format("%.1f,%.1f", x(loss.epoch(), epochs), y(value, top)));
      }
    }
    boolean ships = network.endsWith("final");
    svg.append(
        format(
            "<g><title>%s</title><polyline points=\"%s\" fill=\"none\" stroke=\"%s\""
                + " stroke-width=\"%s\" stroke-linejoin=\"round\"/>",
            escaped(network),
            String.join(" ", points),
            ships ? "#d9762b" : "#4a8fc7",
            ships ? "2.5" : "1.2"));
    for (String point : points) {
      String[] at = point.split(",", 2);
      svg.append(
          format(
              "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>",
              at[0], at[1], ships ? "3" : "2", ships ? "#d9762b" : "#4a8fc7"));
    }
    svg.append("</g>\n");
  }

  private static double x(int epoch, int epochs) {
    double share = epochs == 1 ? 0.5 : (epoch - 1.0) / (epochs - 1);
    return LEFT + 10 + share * (PANEL_WIDTH - LEFT - RIGHT - 20);
  }

  private static double y(double loss, double top) {
    return TOP + (1 - loss / top) * (PANEL_HEIGHT - TOP - BOTTOM);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
