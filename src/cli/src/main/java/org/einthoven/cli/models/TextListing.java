package org.einthoven.cli.models;

import java.util.List;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.registry.ModelEntry;
import org.einthoven.inference.registry.ModelSummary;

/** The models as plain text for a terminal. */
final class TextListing {

  private TextListing() {}

  static String of(List<ModelEntry> entries) {
    StringBuilder out = new StringBuilder();
    for (ModelEntry entry : entries) {
      out.append(entry.name()).append(", ").append(EntryWording.role(entry)).append('\n');
      line(out, "Standing", EntryWording.standing(entry.standing()));
      entry.content().ifPresent(content -> describe(out, entry, content));
    }
    return entries.isEmpty() ? "no models\n" : out.toString();
  }

  private static void describe(StringBuilder out, ModelEntry entry, ModelEntry.Content content) {
    ModelSummary summary = content.summary();
    if (summary.reconstructionOf() != null) {
      line(out, "Rebuilds", summary.reconstructionOf());
    }
    line(
        out,
        "Parameters",
        summary.parameters() + ", weights " + EntryWording.size(content.weightsBytes()));
    line(
        out,
        "SHA-256",
        "weights %s, manifest %s"
            .formatted(
                EntryWording.shortHash(content.weightsSha256()),
                EntryWording.shortHash(content.manifestSha256())));
    if (summary.preprocessing() != null) {
      line(
          out,
          "Preparation",
          "version %s, SHA-256 %s"
              .formatted(
                  summary.preprocessing().version(),
                  EntryWording.shortHash(summary.preprocessing().sha256())));
    }
    for (ModelSummary.DataSet data : summary.trainedOn()) {
      line(out, "Trained on", EntryWording.data(data));
    }
    for (HeadlineFigure figure : summary.headline()) {
      line(
          out,
          "Figure",
          EntryWording.line(
              "%-20s %8s  %s",
              figure.name(), EntryWording.value(figure), EntryWording.measured(figure)));
    }
    if (summary.headline().isEmpty()) {
      line(out, "Figures", "in its card: einthoven models show " + entry.name());
    }
  }

  private static void line(StringBuilder out, String label, String text) {
    out.append(EntryWording.line("  %-12s %s%n", label, text));
  }
}
