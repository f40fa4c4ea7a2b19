package org.einthoven.cli.holter;

import static org.einthoven.cli.command.MarkdownText.plain;

import java.util.List;
import java.util.stream.Collectors;
import org.einthoven.ecg.holter.HolterPeriod;
import org.einthoven.inference.reading.Reading;

/** A reading as Markdown. */
final class HolterMarkdown {

  private HolterMarkdown() {}

  static String write(HolterFile read) {
    StringBuilder out = new StringBuilder();
    out.append("## ").append(plain(read.file())).append("\n\n| | |\n|---|---|\n");
    HolterWords.lines(read).forEach((label, words) -> row(out, List.of(label, words)));
    out.append('\n');
    row(out, HolterWords.COLUMNS);
    out.append("|---").append("|--:".repeat(HolterWords.COLUMNS.size() - 1)).append("|\n");
    for (HolterPeriod hour : read.reading().summary().hours()) {
      row(out, HolterWords.row(read, hour));
    }
    return out.append("\n*").append(Reading.INTENDED_USE).append("*\n").toString();
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append(
            cells.stream().map(cell -> plain(cell)).collect(Collectors.joining(" | ", "| ", " |")))
        .append('\n');
  }
}
