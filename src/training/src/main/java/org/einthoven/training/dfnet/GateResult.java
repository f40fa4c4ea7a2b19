package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.BeatGates;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.ShareSpread;

/** Writes down how gates spread and what they are worth. */
final class GateResult {

  private static final List<String> SPREAD =
      List.of("beats", "mean", "SD", "5th percentile", "95th percentile");

  private GateResult() {}

  /** The beat gate's weights, over all beats, by class and by record. */
  static Map<String, Object> beatSpread(EvaluationResult result, BeatGates gates) {
    Map<String, ShareSpread> named = new LinkedHashMap<>();
    named.put("all", gates.spread());
    gates.byClass().forEach((annotated, spread) -> named.put(annotated.name(), spread));
    result.table(header("annotated class", SPREAD), rows(named));
    Map<String, ShareSpread> records = new LinkedHashMap<>();
    gates.byRecord().forEach((number, spread) -> records.put(String.valueOf(number), spread));
    result.table(header("record", SPREAD), rows(records));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("classes", fields(named));
    fields.put("records", fields(records));
    return fields;
  }

  /** F1 by class with the gate as it is and frozen. */
  static Map<String, Object> beatVariants(
      EvaluationResult result, Map<GateVariant, BeatConfusion> variants) {
    List<String> header = new ArrayList<>(List.of("beat gate"));
    BeatConfusion.AVERAGED.forEach(beatClass -> header.add(beatClass + " F1 %"));
    header.addAll(List.of("macro-F1 %", "accuracy %"));
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    variants.forEach(
        (variant, confusion) -> {
          List<String> row = new ArrayList<>(List.of(variant.words()));
          Map<String, Object> one = new LinkedHashMap<>();
          for (BeatClass beatClass : BeatConfusion.AVERAGED) {
            row.add(percent(confusion.f1(beatClass)));
            one.put(beatClass + "F1", confusion.f1(beatClass));
          }
          row.add(percent(confusion.macroF1()));
          row.add(percent(confusion.accuracy()));
          one.put("macroF1", confusion.macroF1());
          one.put("accuracy", confusion.accuracy());
          rows.add(row);
          fields.put(variant.field(), one);
        });
    result.table(header, rows);
    return fields;
  }

  /** The infarction gate's weights by what the records are. */
  static Map<String, Object> infarctionSpread(
      EvaluationResult result, Map<String, ShareSpread> named) {
    List<String> columns = new ArrayList<>(SPREAD);
    columns.set(0, "records");
    result.table(header("records", columns), rows(named));
    return fields(named);
  }

  /** AUC with the gate as it is and frozen. */
  static Map<String, Object> infarctionVariants(
      EvaluationResult result, Map<GateVariant, Double> areas) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    areas.forEach(
        (variant, area) -> {
          rows.add(List.of(variant.words(), String.format(Locale.ROOT, "%.4f", area)));
          fields.put(variant.field(), area);
        });
    result.table(List.of("infarction gate", "AUC against all others"), rows);
    return fields;
  }

  private static List<String> header(String first, List<String> columns) {
    List<String> header = new ArrayList<>(List.of(first));
    header.addAll(columns);
    return header;
  }

  private static List<List<String>> rows(Map<String, ShareSpread> named) {
    List<List<String>> rows = new ArrayList<>();
    named.forEach(
        (name, spread) ->
            rows.add(
                List.of(
                    name,
                    String.valueOf(spread.count()),
                    share(spread.mean()),
                    share(spread.deviation()),
                    share(spread.low()),
                    share(spread.high()))));
    return rows;
  }

  private static Map<String, Object> fields(Map<String, ShareSpread> named) {
    Map<String, Object> fields = new LinkedHashMap<>();
    named.forEach(
        (name, spread) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("n", spread.count());
          one.put("mean", spread.mean());
          one.put("sd", spread.deviation());
          one.put("p5", spread.low());
          one.put("p95", spread.high());
          fields.put(name, one);
        });
    return fields;
  }

  private static String share(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "–";
  }

  private static String percent(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", 100 * value) : "–";
  }
}
