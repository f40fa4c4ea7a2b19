package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.DfnetInputs;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.Figure;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.evaluation.RecordSet;
import org.einthoven.training.evaluation.ResultOptions;
import org.einthoven.training.evaluation.ScoredBeats;
import org.einthoven.training.onnx.OnnxPrecision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares exports of a model in fewer bits with the model itself. */
@Command(
    name = "precision",
    mixinStandardHelpOptions = true,
    description = {
      "Makes exports of the model in 16-bit floats and with weights in 8 bits, and compares them",
      "with it: size, time of a beat at batch 64 on one core, beat classes on MIT-BIH, infarction",
      "on a fold of PTB-XL; and, with the networks of a cross-validation, on patients they had not",
      "seen."
    })
public final class EvaluatePrecision implements Callable<Integer> {

  private static final int PIECE_SECONDS = 10;
  private static final double LARGEST_LOSS = 0.005;

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Option(names = "--ptbxl", description = "folder of PTB-XL 1.0.3 (500 Hz)")
  private @Nullable Path ptbxl;

  @Option(
      names = "--records",
      defaultValue = "ds1",
      description = "of MIT-BIH: ds1 (trained on) or ds2 (default: ${DEFAULT-VALUE})")
  private RecordSet records;

  @Option(names = "--fold", description = "of PTB-XL (default: ${DEFAULT-VALUE})")
  private int fold = 9;

  @Option(
      names = "--networks",
      description =
          "folder of networks that `train ablations` kept, such as work-in-progress/ablations: the"
              + " shipped variant of each seed is judged on the part that it was not shown")
  private @Nullable Path networks;

  @Mixin private ResultOptions results;

  @Mixin private ModelOption model;

  @Mixin private ScoringsOption scorings;

  @Spec private CommandSpec spec;

  /**
   * A precision.
   *
   * @param bytes size of the model file
   * @param microsecondsPerBeat at batch 64
   * @param whole beats of whole records
   * @param pieces beats of pieces of ten seconds
   * @param infarctionAuc NaN where it was not judged
   * @param unseen macro-F1 over patients that networks had not seen, one a seed
   */
  private record Outcome(
      int bytes,
      double microsecondsPerBeat,
      BeatConfusion whole,
      BeatConfusion pieces,
      double infarctionAuc,
      List<Double> unseen) {}

  @Override
  public Integer call() throws IOException {
    Map<OnnxPrecision, DfnetModel> models = new LinkedHashMap<>();
    Map<OnnxPrecision, Integer> sizes = new LinkedHashMap<>();
    try {
      for (OnnxPrecision precision : OnnxPrecision.values()) {
        models.put(
            precision,
            DfnetModel.tryOut(
                model.folder(),
                graph -> {
                  byte[] rewritten = precision.of(graph);
                  sizes.put(precision, rewritten.length);
                  return rewritten;
                }));
      }
      Map<OnnxPrecision, Double> times = new PrecisionTiming(models).microsecondsPerBeat();
      Map<OnnxPrecision, ScoredBeats> whole = new EnumMap<>(OnnxPrecision.class);
      Map<OnnxPrecision, ScoredBeats> pieces = new EnumMap<>(OnnxPrecision.class);
      score(models, whole, pieces);
      Map<OnnxPrecision, Double> aucs = infarction(models);
      Map<OnnxPrecision, List<Double>> unseen = unseenPatients();
      Map<OnnxPrecision, Outcome> outcomes = new LinkedHashMap<>();
      for (OnnxPrecision precision : models.keySet()) {
        outcomes.put(
            precision,
            new Outcome(
                Objects.requireNonNull(sizes.get(precision)),
                Objects.requireNonNull(times.get(precision)),
                Objects.requireNonNull(whole.get(precision)).confusion(),
                Objects.requireNonNull(pieces.get(precision)).confusion(),
                aucs.getOrDefault(precision, Double.NaN),
                unseen.getOrDefault(precision, List.of())));
        scorings.add(
            spec.commandLine().getErr(),
            Objects.requireNonNull(models.get(precision)).identity(),
            "evaluate precision, " + precision,
            records,
            List.of());
      }
      String name = Objects.requireNonNull(models.get(OnnxPrecision.FP32)).identity().name();
      results.publish(spec, result(name, outcomes));
    } finally {
      models.values().forEach(DfnetModel::close);
    }
    return 0;
  }

  /** Every piece is prepared once for all precisions. */
  private void score(
      Map<OnnxPrecision, DfnetModel> models,
      Map<OnnxPrecision, ScoredBeats> whole,
      Map<OnnxPrecision, ScoredBeats> pieces)
      throws IOException {
    MitBih mit = new MitBih(mitdb);
    for (int number : records.numbers()) {
      MitBih.Annotated record = mit.record(number);
      add(models, record, whole);
      for (MitBih.Annotated piece : record.pieces(PIECE_SECONDS)) {
        add(models, piece, pieces);
      }
      spec.commandLine().getErr().println("record " + number + " is judged");
    }
  }

  private static void add(
      Map<OnnxPrecision, DfnetModel> models,
      MitBih.Annotated piece,
      Map<OnnxPrecision, ScoredBeats> into) {
    DfnetInputs prepared = DfnetInputs.of(piece.recording(), piece.rPeaks());
    models.forEach(
        (precision, loaded) ->
            into.computeIfAbsent(precision, key -> new ScoredBeats()).add(loaded, piece, prepared));
  }

  private Map<OnnxPrecision, Double> infarction(Map<OnnxPrecision, DfnetModel> models)
      throws IOException {
    Map<OnnxPrecision, Double> aucs = new EnumMap<>(OnnxPrecision.class);
    if (ptbxl != null) {
      MedianBeatSet set = new PtbXl(ptbxl).medianBeats(Set.of(fold));
      models.forEach(
          (precision, loaded) ->
              aucs.put(precision, InfarctionEvaluation.of(loaded, set).scores().auc()));
    }
    return aucs;
  }

  /** Rounded weights alone can be tried in libtorch; all in 16 bits cannot. */
  private Map<OnnxPrecision, List<Double>> unseenPatients() throws IOException {
    Map<OnnxPrecision, List<Double>> unseen = new EnumMap<>(OnnxPrecision.class);
    if (networks != null) {
      BeatSet beats = new MitBih(mitdb).whole(MitBih.DS1);
      for (OnnxPrecision precision : OnnxPrecision.values()) {
        if (precision != OnnxPrecision.FP16) {
          unseen.put(precision, new UnseenPatients(networks).macroF1(beats, precision));
        }
      }
    }
    return unseen;
  }

  private EvaluationResult result(String name, Map<OnnxPrecision, Outcome> outcomes) {
    EvaluationResult result = new EvaluationResult("precision", "Precision of exports: " + name);
    result.paragraph(
        "Beats of MIT-BIH "
            + records.words()
            + " at annotated places; infarction on PTB-XL fold "
            + fold
            + ". *Unseen patients*: macro-F1 on whole records of DS1, each judged by a network that"
            + " had not seen them, its weights rounded likewise; mean over seeds, and the largest"
            + " change of a seed. A precision ships only when its macro-F1 on unseen patients lies"
            + " within 0.5 points. The time is the median of many batches of 64, the precisions in"
            + " turn, one thread.");
    Outcome full = Objects.requireNonNull(outcomes.get(OnnxPrecision.FP32));
    List<List<String>> table = new ArrayList<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    outcomes.forEach(
        (precision, outcome) -> {
          table.add(
              List.of(
                  words(precision),
                  String.valueOf(outcome.bytes()),
                  String.format(Locale.ROOT, "%.1f", outcome.microsecondsPerBeat()),
                  Figure.percent(outcome.whole().f1(BeatClass.S)),
                  Figure.percent(outcome.whole().f1(BeatClass.V)),
                  two(outcome.whole().macroF1()),
                  two(outcome.pieces().macroF1()),
                  Figure.three(outcome.infarctionAuc()),
                  two(mean(outcome.unseen())),
                  two(largestChange(outcome, full))));
          fields.put(precision.name().toLowerCase(Locale.ROOT), fields(outcome, full));
        });
    result.table(
        List.of(
            "precision",
            "bytes",
            "µs a beat",
            "S F1",
            "V F1",
            "macro-F1",
            "macro-F1, 10 s",
            "MI AUC",
            "unseen patients",
            "largest change"),
        table);
    result.field("model", name).field("records", records.toString());
    result.field("precisions", fields);
    return result;
  }

  private static String words(OnnxPrecision precision) {
    return switch (precision) {
      case FP32 -> "32-bit floats (ships)";
      case FP16_WEIGHTS -> "weights in 16-bit floats";
      case FP16 -> "all in 16-bit floats";
      case INT8_WEIGHTS -> "weights in 8 bits, a scale a channel";
    };
  }

  private static Map<String, Object> fields(Outcome outcome, Outcome full) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bytes", outcome.bytes());
    fields.put("microsecondsPerBeat", outcome.microsecondsPerBeat());
    fields.put("macroF1", outcome.whole().macroF1());
    fields.put("macroF110s", outcome.pieces().macroF1());
    for (BeatClass beatClass : BeatConfusion.AVERAGED) {
      fields.put(beatClass + "F1", outcome.whole().f1(beatClass));
    }
    fields.put("infarctionAuc", outcome.infarctionAuc());
    fields.put("unseenMacroF1", outcome.unseen());
    double change = largestChange(outcome, full);
    fields.put("largestChange", change);
    if (Double.isFinite(change)) {
      fields.put("withinHalfAPoint", change <= LARGEST_LOSS);
    }
    return fields;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double largestChange(Outcome outcome, Outcome full) {
    double largest = Double.NaN;
    for (int i = 0; i < outcome.unseen().size(); i++) {
      double change = Math.abs(outcome.unseen().get(i) - full.unseen().get(i));
      largest = Double.isNaN(largest) ? change : Math.max(largest, change);
    }
    return largest;
  }

  private static String two(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.2f", 100 * share) : "–";
  }
}
