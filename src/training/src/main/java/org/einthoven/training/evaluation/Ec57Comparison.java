package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.evaluation.BeatEvaluation.Beats;
import org.einthoven.training.evaluation.Ec57Beats.OfRecord;

/**
 * The EC57 reports of a model side by side: beats from the annotations and from the product's own
 * detector, on whole records and on pieces of ten seconds.
 */
public final class Ec57Comparison {

  private static final int PIECE_SECONDS = 10;
  private static final int OLD = 65;

  private final Map<String, Ec57BeatEvaluation> evaluations = new LinkedHashMap<>();

  /** Without records yet. */
  public Ec57Comparison(DfnetModel model) {
    evaluations.put("annotated", new Ec57BeatEvaluation(model, Beats.ANNOTATED, 0));
    evaluations.put("detected", new Ec57BeatEvaluation(model, Beats.DETECTED, 0));
    evaluations.put("annotated10s", new Ec57BeatEvaluation(model, Beats.ANNOTATED, PIECE_SECONDS));
    evaluations.put("detected10s", new Ec57BeatEvaluation(model, Beats.DETECTED, PIECE_SECONDS));
  }

  /** Judges a record in each way. */
  public void add(Ec57Record record) {
    evaluations.values().forEach(evaluation -> evaluation.add(record));
  }

  /** Some of the records. */
  private record Group(String key, String words, Predicate<OfRecord> wanted) {

    /** Whether there are such records, and, but for the first group, others too. */
    boolean tellsApart(Ec57Beats beats) {
      long count = beats.records().stream().filter(wanted).count();
      return count > 0 && (key.equals("gross") || count < beats.records().size());
    }
  }

  private static final List<Group> GROUPS =
      List.of(
          new Group("gross", "all records, gross", record -> true),
          new Group("without202", "without 202", record -> !record.name().equals("202")),
          new Group("without232", "without 232", record -> !record.name().equals("232")),
          new Group("women", "women", record -> record.sex().equals(Optional.of("female"))),
          new Group("men", "men", record -> record.sex().equals(Optional.of("male"))),
          new Group(
              "under65",
              "under 65 years",
              record -> record.age().isPresent() && record.age().getAsInt() < OLD),
          new Group(
              "from65",
              "65 years and older",
              record -> record.age().isPresent() && record.age().getAsInt() >= OLD));

  /** Adds the figures to a result: a table over all records, one record by record, and fields. */
  public void addTo(EvaluationResult result) {
    Map<String, Ec57Beats> ways = new LinkedHashMap<>();
    evaluations.forEach((key, evaluation) -> ways.put(key, evaluation.beats()));
    result.heading("Beat by beat after ANSI/AAMI EC57");
    result.paragraph(
        "Window 150 ms; the first five minutes, ventricular flutter and fibrillation are not"
            + " counted. Se / +P / FPR in percent. F and Q beats called V are no false VEB, Q beats"
            + " called S no false SVEB. Gross adds the beats of all records, average gives each"
            + " record that has the figure the same weight. Age and sex are those of the headers."
            + " In pieces of ten seconds, pieces with too few beats to class any count as missed.");
    result.table(
        List.of("records", "beats from", "n", "QRS Se / +P", "VEB", "F1", "SVEB", "F1"),
        summary(ways));
    result.heading("Record by record, whole records, beats annotated and detected");
    result.table(
        List.of(
            "record",
            "beats",
            "QRS detected",
            "VEB n",
            "annotated",
            "detected",
            "SVEB n",
            "annotated",
            "detected"),
        records(ways));
    Map<String, Object> fields = new LinkedHashMap<>();
    ways.forEach((key, beats) -> fields.put(key, fields(beats)));
    result.field("ec57", fields);
  }

  private static String words(String way) {
    return way.replace("10s", ", 10 s pieces");
  }

  private static List<List<String>> summary(Map<String, Ec57Beats> ways) {
    List<List<String>> rows = new ArrayList<>();
    for (Group group : GROUPS) {
      ways.forEach(
          (way, beats) -> {
            if (group.tellsApart(beats)) {
              Ec57Figures figures = Ec57Figures.of(beats.gross(group.wanted()));
              rows.add(
                  row(
                      group.words(),
                      words(way),
                      String.valueOf(figures.qrs().annotated()),
                      figures));
            }
          });
    }
    ways.forEach(
        (way, beats) ->
            rows.add(
                List.of(
                    "all records, average",
                    words(way),
                    "–",
                    pair(average(beats, Ec57Figures::qrs)),
                    triple(average(beats, Ec57Figures::veb)),
                    Figure.percent(average(beats, Ec57Figures::veb)[3]),
                    triple(average(beats, Ec57Figures::sveb)),
                    Figure.percent(average(beats, Ec57Figures::sveb)[3]))));
    return rows;
  }

  private static List<String> row(String records, String way, String count, Ec57Figures figures) {
    return List.of(
        records,
        way,
        count,
        pair(figures(figures.qrs())),
        triple(figures(figures.veb())),
        Figure.percent(figures.veb().f1()),
        triple(figures(figures.sveb())),
        Figure.percent(figures.sveb().f1()));
  }

  private static List<List<String>> records(Map<String, Ec57Beats> ways) {
    List<OfRecord> annotated = Objects.requireNonNull(ways.get("annotated")).records();
    List<OfRecord> detected = Objects.requireNonNull(ways.get("detected")).records();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < annotated.size(); i++) {
      Ec57Figures given = annotated.get(i).figures();
      Ec57Figures found = detected.get(i).figures();
      rows.add(
          List.of(
              annotated.get(i).name(),
              String.valueOf(given.qrs().annotated()),
              pair(figures(found.qrs())),
              String.valueOf(given.veb().annotated()),
              triple(figures(given.veb())),
              triple(figures(found.veb())),
              String.valueOf(given.sveb().annotated()),
              triple(figures(given.sveb())),
              triple(figures(found.sveb()))));
    }
    return rows;
  }

  private static double[] figures(Ec57Figures.Of of) {
    return new double[] {of.se(), of.ppv(), of.fpr(), of.f1()};
  }

  private static double[] average(Ec57Beats beats, Function<Ec57Figures, Ec57Figures.Of> of) {
    List<ToDoubleFunction<Ec57Figures.Of>> figures =
        List.of(Ec57Figures.Of::se, Ec57Figures.Of::ppv, Ec57Figures.Of::fpr, Ec57Figures.Of::f1);
    return figures.stream()
        .mapToDouble(figure -> beats.average(all -> figure.applyAsDouble(of.apply(all))))
        .toArray();
  }

  private static String pair(double[] figures) {
    return Figure.percent(figures[0]) + " / " + Figure.percent(figures[1]);
  }

  private static String triple(double[] figures) {
    return pair(figures) + " / " + Figure.percent(figures[2]);
  }

  private static Map<String, Object> fields(Ec57Beats beats) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Group group : GROUPS) {
      if (group.tellsApart(beats)) {
        fields.put(group.key(), Ec57Figures.of(beats.gross(group.wanted())).fields());
      }
    }
    Map<String, Object> average = new LinkedHashMap<>();
    average.put("qrs", averageFields(average(beats, Ec57Figures::qrs)));
    average.put("veb", averageFields(average(beats, Ec57Figures::veb)));
    average.put("sveb", averageFields(average(beats, Ec57Figures::sveb)));
    fields.put("average", average);
    fields.put("beatsNotJudged", beats.records().stream().mapToInt(OfRecord::notJudged).sum());
    List<Object> records = new ArrayList<>();
    for (OfRecord record : beats.records()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("record", record.name());
      one.putAll(record.figures().fields());
      records.add(one);
    }
    fields.put("records", records);
    return fields;
  }

  private static Map<String, Object> averageFields(double[] figures) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("se", figures[0]);
    fields.put("ppv", figures[1]);
    fields.put("fpr", figures[2]);
    fields.put("f1", figures[3]);
    return fields;
  }
}
