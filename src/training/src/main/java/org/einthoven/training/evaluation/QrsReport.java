package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.einthoven.training.evaluation.QrsElsewhere.OfDatabase;
import org.einthoven.training.evaluation.QrsEvaluation.OfRecord;
import org.einthoven.training.evaluation.QrsEvaluation.Result;

/** The figures of {@link QrsEvaluation} and {@link QrsElsewhere} for people and programs. */
final class QrsReport {

  private QrsReport() {}

  /**
   * What was found.
   *
   * @param mitBih every way on MIT-BIH, empty where it was not given
   * @param others databases on which no constant was chosen
   */
  static EvaluationResult of(List<Result> mitBih, List<OfDatabase> others) {
    EvaluationResult result = new EvaluationResult("qrs", "QRS detection");
    result.paragraph(
        "Beat by beat after ANSI/AAMI EC57: a detection counts when it lies within 150 ms of an"
            + " annotated beat, each at most once. *Gross* adds the beats of all records, *mean*"
            + " gives each record the same weight.");
    if (!mitBih.isEmpty()) {
      mitBih(result, mitBih);
    }
    if (!others.isEmpty()) {
      others(result, others);
    }
    return result;
  }

  private static void mitBih(EvaluationResult result, List<Result> results) {
    result.heading("MIT-BIH Arrhythmia Database");
    result.paragraph(
        "48 records of two leads, half an hour each. The first five minutes and the ventricular"
            + " flutter of record 207 are not counted, where it says EC57; on the 10 s pieces nothing"
            + " is counted within 0.2 s of where the record was cut. The detector's thresholds were"
            + " chosen on these same records, coarsely and along a flat optimum (most single changes"
            + " of a constant move the gross figures by less than 0.1 %): the figures are how well it"
            + " fits them, not a promise for others. Two leads are found better than one where one"
            + " fails (116, 201, 210) and worse where the second lead is noise (106, 108, 200).");
    result.table(
        List.of("way", "beats", "missed", "extra", "gross Se", "gross +P", "mean Se", "mean +P"),
        results.stream()
            .map(
                of ->
                    row(
                        of.way().words(),
                        of.gross(),
                        percent(of.averageSe()),
                        percent(of.averagePpv())))
            .toList());
    Result standard = results.get(0);
    result.table(
        List.of("record", "beats", "missed", "extra", "Se", "+P"),
        standard.records().stream().map(of -> row(of.record(), of.counts())).toList());
    figures(standard).forEach(result::field);
    result.field("records", records(standard.records()));
    Map<String, Object> ways = new LinkedHashMap<>();
    for (Result way : results) {
      ways.put(way.way().name().toLowerCase(Locale.ROOT), figures(way));
    }
    result.field("ways", ways);
  }

  private static void others(EvaluationResult result, List<OfDatabase> others) {
    result.heading("Databases that no constant was chosen on");
    result.table(
        List.of("database", "records", "beats", "missed", "extra", "gross Se", "gross +P"),
        others.stream()
            .map(
                of ->
                    List.of(
                        of.words(),
                        String.valueOf(of.records().size()),
                        String.valueOf(of.gross().found() + of.gross().missed()),
                        String.valueOf(of.gross().missed()),
                        String.valueOf(of.gross().extra()),
                        percent(of.gross().se()),
                        percent(of.gross().ppv())))
            .toList());
    result.paragraph(
        "LUDB: a beat is where six leads or more have a QRS complex marked, between the first and the"
            + " last such beat of a record. CPSC 2019: without half a second at either end, as in the"
            + " challenge, whose window is narrower (75 ms). NSTDB adds noise to every other two"
            + " minutes, so that half of the beats lie in it.");
    Map<String, Object> databases = new LinkedHashMap<>();
    others.forEach(
        of ->
            databases.put(
                of.key(),
                new TreeMap<>(
                    Map.of("gross", counts(of.gross()), "records", records(of.records())))));
    result.field("databases", databases);
  }

  private static List<String> row(String name, QrsCounts counts, String... more) {
    List<String> row =
        new ArrayList<>(
            List.of(
                name,
                String.valueOf(counts.found() + counts.missed()),
                String.valueOf(counts.missed()),
                String.valueOf(counts.extra()),
                percent(counts.se()),
                percent(counts.ppv())));
    row.addAll(List.of(more));
    return row;
  }

  private static List<Map<String, Object>> records(List<OfRecord> records) {
    return records.stream()
        .map(
            record -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("record", record.record());
              row.putAll(counts(record.counts()));
              return row;
            })
        .toList();
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
    row.put("se", counts.se());
    row.put("ppv", counts.ppv());
    return row;
  }

  private static String percent(double part) {
    return Double.isNaN(part) ? "–" : String.format(Locale.ROOT, "%.2f", 100 * part);
  }
}
