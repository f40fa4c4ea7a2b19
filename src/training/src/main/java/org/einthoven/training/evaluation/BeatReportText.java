package org.einthoven.training.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;

/** Prints a {@link BeatReport}. */
public final class BeatReportText {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BeatReportText() {}

  /** The report in a format, without a line end after it. */
  public static String of(BeatReport report, Format format) {
    return switch (format) {
      case JSON -> json(report);
      case MARKDOWN -> table(report, "| ", " | ", " |", "|---|---|---|---|---|\n");
      case TEXT -> table(report, "", "\t", "", "");
    };
  }

  private static String json(BeatReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("protocol", report.protocol());
    fields.put("model", report.model());
    put(fields, "accuracy", report.gross().accuracy());
    put(fields, "macroF1", report.gross().macroF1());
    fields.put("classes", classes(report.gross()));
    Map<String, Object> average = new LinkedHashMap<>();
    for (BeatClass beatClass : BeatConfusion.AVERAGED) {
      Map<String, Object> figures = new LinkedHashMap<>();
      put(figures, "se", report.average(confusion -> confusion.sensitivity(beatClass)));
      put(figures, "ppv", report.average(confusion -> confusion.positivePredictivity(beatClass)));
      average.put(beatClass.name(), figures);
    }
    fields.put("average", average);
    fields.put("beatsNotJudged", report.notJudged());
    put(fields, "calibrationError", report.calibrationError());
    List<Object> records = new ArrayList<>();
    for (BeatReport.OfRecord record : report.records()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("record", String.valueOf(record.record()));
      put(one, "accuracy", record.confusion().accuracy());
      one.put("classes", classes(record.confusion()));
      records.add(one);
    }
    fields.put("records", records);
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers can be written", e);
    }
  }

  private static Map<String, Object> classes(BeatConfusion confusion) {
    Map<String, Object> classes = new LinkedHashMap<>();
    for (BeatClass beatClass : BeatClass.values()) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("n", confusion.annotated(beatClass));
      put(figures, "se", confusion.sensitivity(beatClass));
      put(figures, "ppv", confusion.positivePredictivity(beatClass));
      put(figures, "f1", confusion.f1(beatClass));
      classes.put(beatClass.name(), figures);
    }
    return classes;
  }

  private static void put(Map<String, Object> fields, String name, double value) {
    Double rounded = Figure.json(value);
    if (rounded == null) {
      fields.put(name, JSON.nullNode());
    } else {
      fields.put(name, rounded);
    }
  }

  private static String table(
      BeatReport report, String begin, String between, String end, String rule) {
    StringBuilder text = new StringBuilder();
    text.append(report.model()).append(", ").append(report.protocol()).append("\n\n");
    String head = String.join(between, "class", "beats", "Se %", "+P %", "F1 %");
    text.append(begin).append(head).append(end).append('\n').append(rule);
    for (BeatClass beatClass : BeatClass.values()) {
      BeatConfusion gross = report.gross();
      String row =
          String.join(
              between,
              beatClass.name(),
              String.valueOf(gross.annotated(beatClass)),
              Figure.percent(gross.sensitivity(beatClass)),
              Figure.percent(gross.positivePredictivity(beatClass)),
              Figure.percent(gross.f1(beatClass)));
      text.append(begin).append(row).append(end).append('\n');
    }
    text.append("\nmacro-F1 (N, S, V, F) ").append(Figure.percent(report.gross().macroF1()));
    text.append(" %, accuracy ").append(Figure.percent(report.gross().accuracy()));
    text.append(" %, ").append(report.gross().total()).append(" beats of ");
    text.append(report.records().size()).append(" records");
    return text.toString();
  }
}
