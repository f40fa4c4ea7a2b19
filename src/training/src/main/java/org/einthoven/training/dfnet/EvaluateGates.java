package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.einthoven.ecg.beat.MedianBeat;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.InfarctionProbability;
import org.einthoven.inference.ModelFolder;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.BeatEvaluation;
import org.einthoven.training.evaluation.BeatGates;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.evaluation.RecordSet;
import org.einthoven.training.evaluation.ResultOptions;
import org.einthoven.training.evaluation.ShareSpread;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows whether gates vary with the input, and what freezing them costs. */
@Command(
    name = "gates",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how the weights of the gates spread over beats, classes and records, and what is lost",
      "when a gate gives its mean, 0 or 1 to every input. On DS1, which the model was trained on,",
      "unless --records says otherwise."
    })
public final class EvaluateGates implements Callable<Integer> {

  private static final String BEAT = "beat";
  private static final String INFARCTION = "infarction";

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Option(names = "--ptbxl", description = "folder of PTB-XL 1.0.3 (500 Hz): the infarction gate")
  private @Nullable Path ptbxl;

  @Option(
      names = "--records",
      defaultValue = "ds1",
      description = "of MIT-BIH: ds1 (trained on) or ds2 (default: ${DEFAULT-VALUE})")
  private RecordSet records;

  @Option(
      names = "--fold",
      description = "of PTB-XL; 1 to 8 were trained on (default: ${DEFAULT-VALUE})")
  private int fold = 8;

  @Mixin private ResultOptions results;

  @Mixin private ScoringsOption scorings;

  @Mixin private ModelOption model;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelFolder folder = model.folder();
    try (DfnetModel loaded = model.load()) {
      String name = loaded.identity().name();
      EvaluationResult result = new EvaluationResult("gates", "The gates of " + name);
      result.paragraph(
          "A gate weighs, input by input, the features that all tasks share (weight 1) against the"
              + " task's own (weight 0). First the weights it gives, then what the model loses when"
              + " the gate gives the same weight to every input; everything else stays as trained."
              + " A network trained without a gate could do better than one whose gate is frozen"
              + " afterwards, so that the loss is no proof that gates are needed.");
      result.field("model", name);
      beats(result, loaded, folder);
      if (ptbxl != null) {
        infarction(result, loaded, folder, new PtbXl(ptbxl).medianBeats(Set.of(fold)));
      }
      scorings.add(
          spec.commandLine().getErr(), loaded.identity(), "evaluate gates", records, List.of());
      results.publish(spec, result);
    }
    return 0;
  }

  private void beats(EvaluationResult result, DfnetModel loaded, ModelFolder folder)
      throws IOException {
    List<MitBih.Annotated> annotated = new ArrayList<>();
    MitBih mit = new MitBih(mitdb);
    for (int number : records.numbers()) {
      annotated.add(mit.record(number));
    }
    BeatGates gates = new BeatGates(loaded);
    annotated.forEach(gates::add);
    result.heading("Beats of " + records.words());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("set", records.toString());
    fields.putAll(GateResult.beatSpread(result, gates));
    Map<GateVariant, BeatConfusion> variants = new EnumMap<>(GateVariant.class);
    for (GateVariant variant : GateVariant.values()) {
      try (DfnetModel varied = variant.of(folder, BEAT, gates.spread().mean())) {
        BeatEvaluation evaluation = new BeatEvaluation(varied);
        for (MitBih.Annotated record : annotated) {
          evaluation.add(record.number(), List.of(record), BeatEvaluation.Beats.ANNOTATED);
        }
        variants.put(variant, evaluation.report(records.toString()).gross());
      }
    }
    fields.put("variants", GateResult.beatVariants(result, variants));
    result.field(BEAT, fields);
  }

  private void infarction(
      EvaluationResult result, DfnetModel loaded, ModelFolder folder, MedianBeatSet set) {
    result.heading(
        "Records of PTB-XL, fold "
            + fold
            + (DfnetTraining.TRAINING_FOLDS.contains(fold)
                ? " (trained on: the figures are too good)"
                : " (never seen in training)"));
    Map<String, ShareSpread> spreads = new LinkedHashMap<>();
    ShareSpread all = spread(loaded, set, entry -> true);
    spreads.put("all", all);
    spreads.put("infarction", spread(loaded, set, MedianBeatSet.Entry::infarction));
    spreads.put("normal", spread(loaded, set, MedianBeatSet.Entry::normal));
    spreads.put("others", spread(loaded, set, entry -> !entry.infarction() && !entry.normal()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fold", fold);
    fields.put("records", GateResult.infarctionSpread(result, spreads));
    Map<GateVariant, Double> areas = new EnumMap<>(GateVariant.class);
    for (GateVariant variant : GateVariant.values()) {

      try (DfnetModel varied = variant.of(folder, INFARCTION, all.mean())) {
        areas.put(variant, InfarctionEvaluation.of(varied, set).figures("", entry -> true).auc());
      }
    }
    fields.put("auc", GateResult.infarctionVariants(result, areas));
    result.field(INFARCTION, fields);
  }

  private static ShareSpread spread(
      DfnetModel model, MedianBeatSet set, Predicate<MedianBeatSet.Entry> wanted) {
    List<Double> shares = new ArrayList<>();
    for (MedianBeatSet.Entry entry : set.only(wanted).records()) {
      PreparedRecording recording =
          new PreparedRecording(
              new Prepared.NotPossible<>("beats are not judged here"),
              new Prepared.Ready<>(new MedianBeat(entry.millivolts(), 0)));
      if (model.score(recording).infarction()
          instanceof Prepared.Ready<InfarctionProbability> ready) {
        shares.add(ready.input().sharedShare());
      }
    }
    return ShareSpread.of(shares);
  }
}
