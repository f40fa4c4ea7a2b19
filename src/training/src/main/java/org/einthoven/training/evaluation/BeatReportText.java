package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;

/** Prints a {@link BeatReport}. */
public final class BeatReportText {

  private BeatReportText() {}

  /** The report in a format, without a line end after it. */
  public static String of(BeatReport report, Format format) {
    return ResultText.of(result("beats", report), format);
  }

  /**
   * The report as a result.
   *
   * @param name of its files
   */
  public static EvaluationResult result(String name, BeatReport report) {
    EvaluationResult result = new EvaluationResult(name, report.model() + ", " + report.protocol());
    result.table(List.of("class", "beats", "Se %", "+P %", "F1 %"), rows(report.gross()));
    result.paragraph(
        "macro-F1 (N, S, V, F) "
            + Figure.percent(report.gross().macroF1())
            + " %, accuracy "
            + Figure.percent(report.gross().accuracy())
            + " %, "
            + report.gross().total()
            + " beats of "
            + report.records().size()
            + " records");
    fields(report).forEach(result::field);
    return result;
  }

  private static List<List<String>> rows(BeatConfusion gross) {
    List<List<String>> rows = new ArrayList<>();
    for (BeatClass beatClass : BeatClass.values()) {
      rows.add(
          List.of(
              beatClass.name(),
              String.valueOf(gross.annotated(beatClass)),
              Figure.percent(gross.sensitivity(beatClass)),
              Figure.percent(gross.positivePredictivity(beatClass)),
              Figure.percent(gross.f1(beatClass))));
    }
    return rows;
  }

  /** What a script may rely on. */
  public static Map<String, Object> fields(BeatReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("protocol", report.protocol());
    fields.put("model", report.model());
    fields.put("accuracy", report.gross().accuracy());
    fields.put("macroF1", report.gross().macroF1());
    fields.put("classes", classes(report.gross()));
    Map<String, Object> average = new LinkedHashMap<>();
    for (BeatClass beatClass : BeatConfusion.AVERAGED) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("se", report.average(confusion -> confusion.sensitivity(beatClass)));
      figures.put("ppv", report.average(confusion -> confusion.positivePredictivity(beatClass)));
      average.put(beatClass.name(), figures);
    }
    fields.put("average", average);
    fields.put("beatsNotJudged", report.notJudged());
    fields.put("calibrationError", report.calibrationError());
    List<Object> records = new ArrayList<>();
    for (BeatReport.OfRecord record : report.records()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("record", String.valueOf(record.record()));
      one.put("accuracy", record.confusion().accuracy());
      one.put("classes", classes(record.confusion()));
      records.add(one);
    }
    fields.put("records", records);
    return fields;
  }

  private static Map<String, Object> classes(BeatConfusion confusion) {
    Map<String, Object> classes = new LinkedHashMap<>();
    for (BeatClass beatClass : BeatClass.values()) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("n", confusion.annotated(beatClass));
      figures.put("se", confusion.sensitivity(beatClass));
      figures.put("ppv", confusion.positivePredictivity(beatClass));
      figures.put("f1", confusion.f1(beatClass));
      classes.put(beatClass.name(), figures);
    }
    return classes;
  }
}
