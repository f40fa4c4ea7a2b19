package org.einthoven.training.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.BeatReportText;
import org.einthoven.training.evaluation.EvaluationResult;

/** A {@link PaperReport} as people and programs read it. */
final class PaperReportText {

  private PaperReportText() {}

  /** The report as a result: a row for each seed, the median, and the middle seed's confusion. */
  static EvaluationResult result(PaperReport report) {
    PaperReport.OfSeed middle = report.middle();
    String without = report.ablation() == Ablation.NONE ? "" : "-without-" + report.ablation();
    EvaluationResult result =
        new EvaluationResult(
            "paper-protocol" + without, "Beat classes by the paper's protocol" + without);
    PaperReportWords.protocol(result);
    result.table(
        List.of(
            "seed",
            "accuracy %",
            "errors",
            "beats",
            "macro-F1 %",
            "N F1 %",
            "S F1 %",
            "V F1 %",
            "F F1 %",
            "Q F1 %",
            "CPU s to train"),
        report.seeds().stream().map(PaperReportText::row).toList());
    result.paragraph(
        String.format(
            Locale.ROOT,
            "Median accuracy %s %% with %d trained parameters. Beats of seed %d by annotated and by"
                + " found class:",
            percent(report.medianAccuracy()),
            report.parameters(),
            middle.seed()));
    confusionTable(result, middle.beats().gross());
    PaperReportWords.network(result);
    fields(result, report);
    return result;
  }

  private static List<String> row(PaperReport.OfSeed seed) {
    BeatConfusion gross = seed.beats().gross();
    return List.of(
        String.valueOf(seed.seed()),
        percent(seed.accuracy()),
        String.valueOf(errors(gross)),
        String.valueOf(gross.total()),
        percent(gross.macroF1()),
        percent(gross.f1(BeatClass.N)),
        percent(gross.f1(BeatClass.S)),
        percent(gross.f1(BeatClass.V)),
        percent(gross.f1(BeatClass.F)),
        percent(gross.f1(BeatClass.Q)),
        String.valueOf(Math.round(seed.trainingCpuSeconds())));
  }

  private static void confusionTable(EvaluationResult result, BeatConfusion confusion) {
    List<String> head = new ArrayList<>(List.of("annotated \\ found"));
    List<List<String>> rows = new ArrayList<>();
    confusion(confusion)
        .forEach(
            (annotated, counts) -> {
              head.add(annotated);
              List<String> row = new ArrayList<>(List.of(annotated));
              counts.values().forEach(count -> row.add(String.valueOf(count)));
              rows.add(row);
            });
    result.table(head, rows);
  }

  private static void fields(EvaluationResult result, PaperReport report) {
    PaperReport.OfSeed middle = report.middle();
    Map<String, Object> details = BeatReportText.fields(middle.beats());
    result.field("protocol", "random");
    result.field("model", middle.beats().model());
    result.field("without", report.ablation().toString());
    result.field("parameters", report.parameters());
    result.field("accuracy", rounded(report.medianAccuracy()));
    result.field("accuracyIs", "median over seeds; what follows is of the seed in the middle");
    result.field("seed", middle.seed());
    List.of("macroF1", "classes", "average", "calibrationError")
        .forEach(name -> result.field(name, Objects.requireNonNull(details.get(name))));
    result.field("confusion", confusion(middle.beats().gross()));
    List<Object> seeds = new ArrayList<>();
    for (PaperReport.OfSeed seed : report.seeds()) {
      Map<String, Object> one = new LinkedHashMap<>();
      Map<String, Object> figures = BeatReportText.fields(seed.beats());
      one.put("seed", seed.seed());
      one.put("accuracy", rounded(seed.accuracy()));
      one.put("errors", errors(seed.beats().gross()));
      one.put("beats", seed.beats().gross().total());
      one.put("macroF1", figures.get("macroF1"));
      one.put("classes", figures.get("classes"));
      one.put("trainingCpuSeconds", Math.round(seed.trainingCpuSeconds()));
      seeds.add(one);
    }
    result.field("seeds", seeds);
    result.field("records", Objects.requireNonNull(details.get("records")));
  }

  /** Six places: a beat more or less is seen in the fifth. */
  private static double rounded(double share) {
    return Math.round(share * 1e6) / 1e6;
  }

  private static int errors(BeatConfusion confusion) {
    int right = 0;
    for (BeatClass beatClass : BeatClass.values()) {
      right += confusion.count(beatClass, beatClass);
    }
    return confusion.total() - right;
  }

  private static Map<String, Map<String, Integer>> confusion(BeatConfusion confusion) {
    Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
    for (BeatClass annotated : BeatClass.values()) {
      Map<String, Integer> row = new LinkedHashMap<>();
      for (BeatClass found : BeatClass.values()) {
        row.put(found.name(), confusion.count(annotated, found));
      }
      rows.put(annotated.name(), row);
    }
    return rows;
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.2f", 100 * share) : "–";
  }
}
