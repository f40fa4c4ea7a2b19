package org.einthoven.cli.models;

import static org.einthoven.cli.command.MarkdownText.plain;

import java.util.List;
import java.util.stream.Collectors;
import org.einthoven.inference.registry.ModelEntry;
import org.einthoven.inference.registry.ModelSummary;

/** The models as a Markdown table, and one of their headline figures. */
final class MarkdownListing {

  private MarkdownListing() {}

  static String of(List<ModelEntry> entries) {
    StringBuilder out = new StringBuilder();
    out.append("| model | role | standing | parameters | weights | SHA-256 | trained on |\n");
    out.append("|---|---|---|---|---|---|---|\n");
    for (ModelEntry entry : entries) {
      out.append(
          "| %s | %s | %s | "
              .formatted(
                  entry.name(),
                  EntryWording.role(entry),
                  plain(EntryWording.standing(entry.standing()))));
      out.append(entry.content().map(MarkdownListing::cells).orElse(" | | | |\n"));
    }
    out.append("\n| model | figure | value | measured on |\n|---|---|---|---|\n");
    for (ModelEntry entry : entries) {
      entry.content().stream()
          .flatMap(content -> content.summary().headline().stream())
          .forEach(
              figure ->
                  out.append(
                      "| %s | %s | %s | %s |%n"
                          .formatted(
                              entry.name(),
                              plain(figure.name()),
                              EntryWording.value(figure),
                              plain(EntryWording.measured(figure)))));
    }
    return out.toString();
  }

  private static String cells(ModelEntry.Content content) {
    ModelSummary summary = content.summary();
    return "%d | %s | %s | %s |%n"
        .formatted(
            summary.parameters(),
            EntryWording.size(content.weightsBytes()),
            EntryWording.shortHash(content.weightsSha256()),
            plain(
                summary.trainedOn().stream()
                    .map(EntryWording::data)
                    .collect(Collectors.joining("; "))));
  }
}
