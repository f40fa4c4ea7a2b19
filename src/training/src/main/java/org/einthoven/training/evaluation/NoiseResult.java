package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.evaluation.NoiseEvaluation.Figures;

/** What came of judging a model under noise: a table for each kind, and fields by ratio. */
public final class NoiseResult {

  private NoiseResult() {}

  /**
   * The result.
   *
   * @param model the model's name
   * @param records a few words about the patients
   * @param clean without noise
   * @param noisy by ratio in decibels and by kind of noise
   */
  public static EvaluationResult of(
      String model,
      String records,
      NoiseEvaluation clean,
      Map<Integer, Map<String, NoiseEvaluation>> noisy) {
    EvaluationResult result = new EvaluationResult("noise", "Noise: " + model);
    result.paragraph(
        "MIT-BIH "
            + records
            + ", both leads. Ratios of signal to noise and the two minutes of noise that take turns"
            + " with two of quiet from the fifth minute on are those of WFDB's nst; counted are the"
            + " stretches with noise alone, and for *none* the same stretches without. *Annotated*"
            + " judges the classes of beats whose places are given, over whole records; *end to"
            + " end* takes them from our own detector (EC57). *10 s* are pieces that lie in noise"
            + " from end to end: how many the judgement of quality finds unusable, and the figures"
            + " of the others, end to end. Se / +P in percent, F1 in percent.");
    result.field("model", model).field("records", records);
    result.field("clean", fields(clean.figures()));
    Map<String, Object> ratios = new LinkedHashMap<>();
    Map<String, List<List<String>>> tables = new LinkedHashMap<>();
    noisy.forEach(
        (decibels, kinds) -> {
          List<Figures> all = kinds.values().stream().map(NoiseEvaluation::figures).toList();
          Map<String, Object> fields = fields(Figures.sum(all));
          Map<String, Object> ofKinds = new LinkedHashMap<>();
          kinds.forEach(
              (kind, evaluation) -> {
                ofKinds.put(kind, fields(evaluation.figures()));
                tables
                    .computeIfAbsent(kind, key -> new ArrayList<>())
                    .add(row(decibels + " dB", evaluation.figures()));
              });
          fields.put("noises", ofKinds);
          ratios.put(String.valueOf(decibels), fields);
        });
    result.field("snr", ratios);
    tables.forEach(
        (kind, rows) -> {
          List<List<String>> table = new ArrayList<>();
          table.add(row("none", clean.figures()));
          table.addAll(rows);
          result.heading(words(kind));
          result.table(
              List.of(
                  "signal to noise",
                  "annotated: S F1",
                  "V F1",
                  "macro-F1",
                  "end to end: QRS",
                  "VEB",
                  "SVEB",
                  "10 s: unusable",
                  "QRS",
                  "VEB",
                  "SVEB"),
              table);
        });
    return result;
  }

  private static String words(String kind) {
    return switch (kind) {
      case "bw" -> "Baseline wander (bw)";
      case "ma" -> "Muscle (ma)";
      default -> "Electrode motion (em)";
    };
  }

  private static List<String> row(String ratio, Figures figures) {
    Ec57Figures detected = Ec57Figures.of(figures.detected());
    Ec57Figures usable = Ec57Figures.of(figures.usable());
    return List.of(
        ratio,
        Figure.percent(figures.annotated().f1(BeatClass.S)),
        Figure.percent(figures.annotated().f1(BeatClass.V)),
        Figure.percent(figures.annotated().macroF1()),
        pair(detected.qrs()),
        pair(detected.veb()),
        pair(detected.sveb()),
        figures.unusable()
            + " of "
            + figures.pieces()
            + " ("
            + Figure.percent((double) figures.unusable() / figures.pieces())
            + " %)",
        pair(usable.qrs()),
        pair(usable.veb()),
        pair(usable.sveb()));
  }

  private static String pair(Ec57Figures.Of of) {
    return Figure.percent(of.se()) + " / " + Figure.percent(of.ppv());
  }

  private static Map<String, Object> fields(Figures figures) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("annotated", classes(figures.annotated()));
    fields.put("detected", Ec57Figures.of(figures.detected()).fields());
    Map<String, Object> pieces = new LinkedHashMap<>();
    pieces.put("pieces", figures.pieces());
    pieces.put("unusable", figures.unusable());
    pieces.put("detected", Ec57Figures.of(figures.usable()).fields());
    fields.put("pieces10s", pieces);
    return fields;
  }

  private static Map<String, Object> classes(BeatConfusion beats) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("n", beats.total());
    fields.put("accuracy", beats.accuracy());
    fields.put("macroF1", beats.macroF1());
    for (BeatClass beatClass : BeatConfusion.AVERAGED) {
      fields.put(beatClass + "F1", beats.f1(beatClass));
    }
    return fields;
  }
}
