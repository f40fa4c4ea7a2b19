package org.einthoven.cli.models;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.registry.ModelEntry;
import org.einthoven.inference.registry.ModelSummary;
import org.einthoven.inference.registry.Standing;

/** A listed version in words and figures. */
final class EntryWording {

  private static final int SHORT_HASH = 12;
  private static final double KILO = 1000;

  private EntryWording() {}

  static String role(ModelEntry entry) {
    return entry.role().name().toLowerCase(Locale.ROOT);
  }

  static String standing(Standing standing) {
    if (standing instanceof Standing.NotRunnable not) {
      return "not runnable with this build: " + not.why();
    }
    if (standing instanceof Standing.Refused refused) {
      return "refused: " + refused.why();
    }
    return ((Standing.Sound) standing).replayed()
        ? "every hash and golden vector agrees"
        : "every hash agrees";
  }

  static String shortHash(String sha256) {
    return sha256.substring(0, SHORT_HASH);
  }

  static String size(long bytes) {
    return line("%.1f kB", bytes / KILO);
  }

  static String data(ModelSummary.DataSet data) {
    String name =
        Stream.of(data.name(), data.version())
            .filter(part -> part != null)
            .collect(Collectors.joining(" "));
    return data.part() == null ? name : name + ", " + data.part();
  }

  static String value(HeadlineFigure figure) {
    return switch (figure.unit()) {
      case "%" -> line("%.1f %%", figure.value());
      case "1" -> line("%.3f", figure.value());
      default -> line("%.4g %s", figure.value(), figure.unit());
    };
  }

  static String measured(HeadlineFigure figure) {
    return figure.dataSet() + "; " + figure.protocol();
  }

  static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
