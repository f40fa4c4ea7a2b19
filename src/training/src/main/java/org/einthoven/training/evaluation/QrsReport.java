package org.einthoven.training.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.einthoven.training.evaluation.QrsEvaluation.OfRecord;
import org.einthoven.training.evaluation.QrsEvaluation.Result;

/** The figures of a {@link QrsEvaluation} as text, as JSON or as Markdown. */
final class QrsReport {

  enum Format {
    TEXT,
    JSON,
    MARKDOWN
  }

  private QrsReport() {}

  static String write(List<Result> results, Format format) throws JsonProcessingException {
    return switch (format) {
      case JSON ->
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json(results));
      case MARKDOWN -> tables(results, "| ", " | ", " |", true);
      case TEXT -> tables(results, "", "  ", "", false);
    };
  }

  /** The standard's way at the top level, the others under {@code ways}. */
  private static Map<String, Object> json(List<Result> results) {
    Map<String, Object> json = new LinkedHashMap<>(figures(results.get(0)));
    json.put(
        "records",
        results.get(0).records().stream()
            .map(
                record -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("record", record.record());
                  row.putAll(counts(record.counts()));
                  return row;
                })
            .toList());
    Map<String, Object> ways = new LinkedHashMap<>();
    for (Result result : results) {
      ways.put(result.way().name().toLowerCase(Locale.ROOT), figures(result));
    }
    json.put("ways", ways);
    return json;
  }

  private static Map<String, Object> figures(Result result) {
    Map<String, Object> average = new LinkedHashMap<>();
    average.put("se", result.averageSe());
    average.put("ppv", result.averagePpv());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("gross", counts(result.gross()));
    figures.put("average", average);
    return figures;
  }

  private static Map<String, Object> counts(QrsCounts counts) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("found", counts.found());
    row.put("missed", counts.missed());
    row.put("extra", counts.extra());
    row.put("se", finite(counts.se()));
    row.put("ppv", finite(counts.ppv()));
    return row;
  }

  private static Object finite(double figure) {
    return Double.isNaN(figure) ? "NaN" : figure;
  }

  private static String tables(
      List<Result> results, String open, String between, String close, boolean ruled) {
    StringBuilder text = new StringBuilder();
    String format =
        open + "%-36s" + between + "%7s" + between + "%6s" + between + "%5s" + between + "%8s"
            + between + "%8s" + between + "%8s" + between + "%8s" + close + "%n";
    row(
        text,
        format,
        "way",
        "beats",
        "missed",
        "extra",
        "gross Se",
        "gross +P",
        "mean Se",
        "mean +P");
    if (ruled) {
      text.append("|---|--:|--:|--:|--:|--:|--:|--:|\n");
    }
    for (Result result : results) {
      QrsCounts gross = result.gross();
      row(
          text,
          format,
          result.way().words(),
          gross.found() + gross.missed(),
          gross.missed(),
          gross.extra(),
          percent(gross.se()),
          percent(gross.ppv()),
          percent(result.averageSe()),
          percent(result.averagePpv()));
    }
    text.append(String.format("%n"));
    String narrow =
        open + "%6s" + between + "%6s" + between + "%6s" + between + "%5s" + between + "%7s"
            + between + "%7s" + close + "%n";
    row(text, narrow, "record", "beats", "missed", "extra", "Se", "+P");
    if (ruled) {
      text.append("|---|--:|--:|--:|--:|--:|\n");
    }
    for (OfRecord record : results.get(0).records()) {
      QrsCounts counts = record.counts();
      row(
          text,
          narrow,
          record.record(),
          counts.found() + counts.missed(),
          counts.missed(),
          counts.extra(),
          percent(counts.se()),
          percent(counts.ppv()));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String format, Object... cells) {
    text.append(String.format(Locale.ROOT, format, cells));
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.2f", 100 * part);
  }
}
