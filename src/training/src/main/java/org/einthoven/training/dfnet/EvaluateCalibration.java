package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.Discrimination;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.Figure;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.evaluation.RecordSet;
import org.einthoven.training.evaluation.Reliability;
import org.einthoven.training.evaluation.ReliabilityDiagram;
import org.einthoven.training.evaluation.ResultOptions;
import org.einthoven.training.evaluation.ScoredBeats;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds a model's probabilities against what was seen. */
@Command(
    name = "calibration",
    mixinStandardHelpOptions = true,
    description = {
      "Judges how far the probabilities of each head agree with what is seen: reliability curves,",
      "expected calibration error and Brier score, on MIT-BIH and on a fold of PTB-XL; and which",
      "thresholds were chosen where."
    })
public final class EvaluateCalibration implements Callable<Integer> {

  private static final int NO = 1;
  private static final int PIECE_SECONDS = 10;

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Option(names = "--ptbxl", description = "folder of PTB-XL 1.0.3 (500 Hz)")
  private @Nullable Path ptbxl;

  @Option(
      names = "--records",
      defaultValue = "ds2",
      description = "of MIT-BIH: ds1 (trained on) or ds2 (default: ${DEFAULT-VALUE})")
  private RecordSet records;

  @Option(names = "--fold", description = "of PTB-XL: 9 or 10 (default: ${DEFAULT-VALUE})")
  private int fold = 9;

  @Mixin private ResultOptions results;

  @Mixin private ModelOption model;

  @Mixin private ScoringsOption scorings;

  @Spec private CommandSpec spec;

  /**
   * A curve.
   *
   * @param words of what
   * @param reliability the curve
   */
  private record Curve(String words, Reliability reliability) {}

  @Override
  public Integer call() throws IOException {
    if (DfnetTraining.TRAINING_FOLDS.contains(fold)) {
      spec.commandLine().getErr().println("fold " + fold + " was trained on; judge on 9 or 10");
      return NO;
    }
    try (DfnetModel loaded = model.load()) {
      String name = loaded.identity().name();
      EvaluationResult result = new EvaluationResult("calibration", "Calibration of " + name);
      result.paragraph(
          "How far the stated probabilities agree with what was seen: ten bins of equal width."
              + " The expected calibration error (ECE) is the mean distance of confidence and"
              + " accuracy over the bins, weighted by their counts; the Brier score is the mean"
              + " squared distance of probability and outcome, where lower is better.");
      result.field("model", name).field("records", records.toString());
      Map<String, Curve> beats = beats(loaded);
      scorings.add(
          spec.commandLine().getErr(),
          loaded.identity(),
          "evaluate calibration",
          records,
          List.of());
      Reliability found = Objects.requireNonNull(beats.get("wholeRecords")).reliability();
      result.field("ece", found.expectedCalibrationError()).field("brier", found.brier());
      Map<String, Map<String, Curve>> heads = new LinkedHashMap<>();
      heads.put("beat", beats);
      if (ptbxl != null) {
        heads.put("infarction", infarction(loaded, ptbxl));
      }
      write(result, heads);
      thresholds(result, loaded.manifest());
      results.publish(spec, result);
    }
    return 0;
  }

  private Map<String, Curve> beats(DfnetModel loaded) throws IOException {
    MitBih mit = new MitBih(mitdb);
    ScoredBeats whole = new ScoredBeats();
    ScoredBeats pieces = new ScoredBeats();
    for (int number : records.numbers()) {
      MitBih.Annotated record = mit.record(number);
      whole.add(loaded, List.of(record));
      pieces.add(loaded, record.pieces(PIECE_SECONDS));
    }
    Map<String, Curve> curves = new LinkedHashMap<>();
    String set = ", " + records.words();
    curves.put("wholeRecords", new Curve("class found, whole records" + set, whole.ofFoundClass()));
    curves.put("pieces10s", new Curve("class found, 10 s pieces" + set, pieces.ofFoundClass()));
    for (BeatClass beatClass : BeatClass.values()) {
      curves.put(
          beatClass.name(),
          new Curve("class " + beatClass + ", 10 s pieces" + set, pieces.of(beatClass)));
    }
    return curves;
  }

  private Map<String, Curve> infarction(DfnetModel loaded, Path folder) throws IOException {
    MedianBeatSet set = new PtbXl(folder).medianBeats(Set.of(fold));
    Discrimination scores = InfarctionEvaluation.of(loaded, set).scores();
    Map<String, Curve> curves = new LinkedHashMap<>();
    curves.put(
        "all",
        new Curve(
            "myocardial infarction, PTB-XL fold " + fold,
            Reliability.of(scores.scores(), scores.labels())));
    return curves;
  }

  private static void write(EvaluationResult result, Map<String, Map<String, Curve>> heads) {
    List<List<String>> summary = new ArrayList<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    heads.forEach(
        (head, curves) -> {
          Map<String, Object> ofHead = new LinkedHashMap<>();
          curves.forEach(
              (key, curve) -> {
                Reliability reliability = curve.reliability();
                summary.add(
                    List.of(
                        curve.words(),
                        String.valueOf(reliability.count()),
                        Figure.three(reliability.expectedCalibrationError()),
                        Figure.three(reliability.brier())));
                ofHead.put(key, reliability.fields());
              });
          fields.put(head, ofHead);
        });
    result.table(List.of("probability of", "n", "ECE", "Brier"), summary);
    result.field("heads", fields);
    heads.forEach(
        (head, curves) ->
            curves.forEach(
                (key, curve) -> {
                  result.heading(curve.words());
                  String svg = ReliabilityDiagram.svg(curve.words(), curve.reliability());
                  result.picture(head + "-" + key, "Reliability: " + curve.words(), svg);
                  result.table(
                      List.of("stated", "n", "mean stated", "share that was so"),
                      curve.reliability().rows());
                }));
  }

  private static void thresholds(EvaluationResult result, ModelManifest manifest) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> fields = new LinkedHashMap<>();
    ModelManifest.Infarction infarction = manifest.infarction();
    threshold("infarction", infarction.threshold(), infarction.thresholdChosenOn(), rows, fields);
    ModelManifest.Fibrillation fibrillation = manifest.fibrillation();
    if (fibrillation != null) {
      threshold(
          "fibrillation", fibrillation.threshold(), fibrillation.thresholdChosenOn(), rows, fields);
    }
    ModelManifest.Abnormalities abnormalities = manifest.abnormalities();
    if (abnormalities != null) {
      for (ModelManifest.Abnormality label : abnormalities.labels()) {
        threshold(
            label.label(), label.threshold(), abnormalities.thresholdsChosenOn(), rows, fields);
      }
    }
    result.heading("Thresholds");
    result.table(List.of("statement", "threshold", "chosen on"), rows);
    result.paragraph(
        "A beat has the class with the highest probability; where fibrillation is stated of its"
            + " stretch, what S has is added to N. The offsets of the classes, which are"
            + " part of the graph, were chosen on DS1 patients, each judged by a network that had"
            + " not seen them.");
    result.field("thresholds", fields);
  }

  private static void threshold(
      String statement,
      double threshold,
      String chosenOn,
      List<List<String>> rows,
      Map<String, Object> fields) {
    rows.add(List.of(statement, Figure.three(threshold), chosenOn));
    fields.put(statement, Map.of("threshold", threshold, "chosenOn", chosenOn));
  }
}
