package org.einthoven.cli.holter;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.holter.HolterPeriod;
import org.einthoven.inference.reading.Reading;

/** A reading as plain text. */
final class HolterText {

  private HolterText() {}

  static String write(HolterFile read) {
    StringBuilder out = new StringBuilder();
    out.append(read.file()).append('\n');
    HolterWords.lines(read)
        .forEach((label, words) -> out.append("  %-17s%s%n".formatted(label, words)));
    out.append('\n');
    List<List<String>> rows = new ArrayList<>();
    rows.add(HolterWords.COLUMNS);
    for (HolterPeriod hour : read.reading().summary().hours()) {
      rows.add(HolterWords.row(read, hour));
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int place = column;
        int width = rows.stream().mapToInt(r -> r.get(place).length()).max().orElse(0);
        line.append("  ").append(" ".repeat(width - row.get(column).length()));
        line.append(row.get(column));
      }
      out.append(line).append('\n');
    }
    for (HolterPeriod hour : read.reading().summary().hours()) {
      if (!hour.unreadMinutes().isEmpty()) {
        String from = read.axis().moment(hour.fromSeconds());
        String reasons = HolterWords.reasons(hour.unreadMinutes()).substring(1);
        out.append("  not analysed from ").append(from).append(':').append(reasons).append('\n');
      }
    }
    return out.append('\n').append(Reading.INTENDED_USE).append('\n').toString();
  }
}
