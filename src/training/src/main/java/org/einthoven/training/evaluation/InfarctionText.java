package org.einthoven.training.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints figures of the infarction score. */
public final class InfarctionText {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private InfarctionText() {}

  /** The figures in a format, without a line end after them. */
  public static String of(
      String model, Map<String, InfarctionEvaluation.Figures> figures, Format format) {
    return switch (format) {
      case JSON -> json(model, figures);
      case MARKDOWN ->
          table(
              model,
              List.copyOf(figures.values()),
              "| ",
              " | ",
              " |",
              "|---|---|---|---|---|---|\n");
      case TEXT -> table(model, List.copyOf(figures.values()), "", "\t", "", "");
    };
  }

  private static String json(String model, Map<String, InfarctionEvaluation.Figures> figures) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", model);
    figures.forEach(
        (key, of) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("name", of.name());
          one.put("records", of.records());
          one.put("infarctions", of.infarctions());
          put(one, "auc", of.auc());
          put(one, "aucLow", of.aucLow());
          put(one, "aucHigh", of.aucHigh());
          put(one, "se", of.se());
          put(one, "sp", of.sp());
          put(one, "threshold", of.threshold());
          put(one, "calibrationError", of.calibrationError());
          fields.put(key, one);
        });
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers can be written", e);
    }
  }

  private static void put(Map<String, Object> fields, String name, double value) {
    Double rounded = Figure.json(value);
    fields.put(name, rounded == null ? JSON.nullNode() : rounded);
  }

  private static String table(
      String model,
      List<InfarctionEvaluation.Figures> figures,
      String begin,
      String between,
      String end,
      String rule) {
    StringBuilder text = new StringBuilder(model).append(", myocardial infarction\n\n");
    String head =
        String.join(between, "patients", "records", "with MI", "AUC (95 %)", "Se %", "Sp %");
    text.append(begin).append(head).append(end).append('\n').append(rule);
    for (InfarctionEvaluation.Figures of : figures) {
      String area =
          String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", of.auc(), of.aucLow(), of.aucHigh());
      String row =
          String.join(
              between,
              of.name(),
              String.valueOf(of.records()),
              String.valueOf(of.infarctions()),
              area,
              Figure.percent(of.se()),
              Figure.percent(of.sp()));
      text.append(begin).append(row).append(end).append('\n');
    }
    return text.toString().stripTrailing();
  }
}
