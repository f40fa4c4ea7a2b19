package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmWindow;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.FibrillationScores;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.data.Cinc2017;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.data.Rhythms;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.ResultOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges atrial fibrillation on single-lead records of 10 to 60 s, by cross-validation. */
@Command(
    name = "af",
    mixinStandardHelpOptions = true,
    description = {
      "Judges atrial fibrillation on PhysioNet/CinC 2017 by five-fold cross-validation over its",
      "records: the head is trained here, each time without the fold that it is judged on, since a",
      "model that ships has learned from all of them. With --ptbxl, folds 1-8 are learned from too",
      "and another fold is a test. With --model, the head that ships is judged as well."
    })
public final class EvaluateAf implements Callable<Integer> {

  private static final int NO = 1;

  @Option(
      names = "--cinc2017",
      required = true,
      description = "folder of PhysioNet/CinC 2017: .mat files and REFERENCE-v3.csv")
  private Path cinc2017;

  @Option(names = "--ptbxl", description = "folder of PTB-XL 1.0.3 (500 Hz)")
  private @Nullable Path ptbxl;

  @Option(names = "--fold", description = "of PTB-XL: 9 or 10 (default: ${DEFAULT-VALUE})")
  private int fold = 9;

  @Option(names = "--seed", description = "of every random choice (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--model", description = "judge the model in use, too")
  private boolean shipped;

  @Mixin private ResultOptions results;

  @Mixin private ModelOption model;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (DfnetTraining.TRAINING_FOLDS.contains(fold)) {
      spec.commandLine().getErr().println("fold " + fold + " was trained on; judge on 9 or 10");
      return NO;
    }
    Consumer<String> progress = line -> spec.commandLine().getErr().println(line);
    progress.accept("reading CinC 2017");
    FibrillationRecords records =
        new FibrillationRecords(
            new Cinc2017(cinc2017), FibrillationCrossValidation.FOLDS, LeftOut.refusing());
    RhythmSet others = new RhythmSet(List.of());
    if (ptbxl != null) {
      progress.accept("reading PTB-XL");
      others = Rhythms.of(new PtbXl(ptbxl), DfnetTraining.TRAINING_FOLDS);
    }
    EvaluationResult result = new EvaluationResult("af", "Atrial fibrillation");
    FibrillationCrossValidation validation =
        new FibrillationCrossValidation(
            records, others, FibrillationCrossValidation.ALONE, seed, progress);
    FibrillationCrossValidation.Outcome outcome = validation.run();
    crossValidated(result, records, outcome);
    if (ptbxl != null) {
      double threshold = records.threshold(outcome.scores(), records.wholeWeights(), any -> true);
      RhythmSet test = Rhythms.of(new PtbXl(ptbxl), Set.of(fold));
      double[] scores = validation.train(any -> true).fibrillation(test);
      leads(result, "ptbxl", "A head trained on all of CinC 2017", test, scores, threshold);
    }
    if (shipped) {
      shipped(result, records);
    }
    results.publish(spec, result);
    return 0;
  }

  private void crossValidated(
      EvaluationResult result,
      FibrillationRecords records,
      FibrillationCrossValidation.Outcome outcome) {
    result.paragraph(
        records.size()
            + " records of PhysioNet/CinC 2017 in five folds by record, stratified by label with a"
            + " fixed seed. A record is scored by a network that saw nothing of its fold; the"
            + " threshold is the one with the highest F1 over the other folds' records of all"
            + " lengths, each scored by networks that had seen neither its fold nor the one judged."
            + (ptbxl == null ? "" : " PTB-XL's folds 1 to 8 are learned from in every fold.")
            + " A record that cannot be assessed (below 10 s or 8 beats) counts as not AF.");
    FibrillationFigures here =
        FibrillationFigures.of(records, outcome.scores(), outcome.asInFolder(), false);
    for (String name : List.of("f1", "se", "sp", "ppv", "auc")) {
      Object value = here.main().get(name);
      result.field(name, value == null ? Double.NaN : value);
    }
    result.heading("As the records in the folder are");
    result.table(FibrillationFigures.HEADER, here.rows());
    result.field("asInFolder", here.fields());
    FibrillationFigures whole =
        FibrillationFigures.of(records, outcome.scores(), outcome.asInWhole(), true);
    result.heading("With the whole database's shares of labels");
    result.paragraph(
        "Each record counts as often as its label stands in the whole public database (N 5076,"
            + " AF 758, O 2415, ~ 279) for one in the folder, and the threshold is chosen so. A few"
            + " N or O records weigh heavily where the folder holds a part of them.");
    result.table(FibrillationFigures.HEADER, whole.rows());
    result.field("asInWholeDatabase", whole.fields());
  }

  private void leads(
      EvaluationResult result,
      String field,
      String what,
      RhythmSet test,
      double[] scores,
      double threshold) {
    result.heading("PTB-XL fold " + fold);
    result.paragraph(
        what
            + ", on 10 s of one lead at a time; beats are detected in twelve leads, paced records"
            + " are left out, flutter counts as AF. The threshold was chosen on CinC 2017.");
    FibrillationFigures figures = FibrillationFigures.ofLeads(test, scores, threshold);
    result.table(FibrillationFigures.HEADER, figures.rows());
    result.field(field, figures.fields());
  }

  private void shipped(EvaluationResult result, FibrillationRecords records) throws IOException {
    try (DfnetModel loaded = model.load()) {
      ModelManifest.Fibrillation head = loaded.manifest().fibrillation();
      String name = loaded.identity().name();
      result.heading("The model " + name);
      result.field("model", name);
      if (head == null) {
        result.paragraph("It has no fibrillation head.");
        return;
      }
      result.paragraph(
          "It may have learned from these very records: see its card. Threshold "
              + head.threshold()
              + ", chosen on "
              + head.thresholdChosenOn()
              + ".");
      Function<RhythmSet, double[]> scorer = set -> scores(loaded, set);
      double[][] scores = new double[Rhythms.SECONDS.size()][records.size()];
      for (int length = 0; length < scores.length; length++) {
        records.score(scorer, Rhythms.SECONDS.get(length), any -> true, scores[length]);
      }
      double[] thresholds = new double[FibrillationCrossValidation.FOLDS];
      Arrays.fill(thresholds, head.threshold());
      FibrillationFigures figures = FibrillationFigures.of(records, scores, thresholds, false);
      result.table(FibrillationFigures.HEADER, figures.rows());
      result.field("shipped", figures.fields());
      if (ptbxl != null) {
        RhythmSet test = Rhythms.of(new PtbXl(ptbxl), Set.of(fold));
        leads(result, "shippedPtbxl", name, test, scorer.apply(test), head.threshold());
      }
    }
  }

  private static double[] scores(DfnetModel loaded, RhythmSet set) {
    List<RhythmWindow> windows =
        set.stretches().stream()
            .map(entry -> new RhythmWindow(0, 0, 0, entry.beat(), entry.features()))
            .toList();
    return loaded.fibrillation(
                new Prepared.Ready<>(new RhythmInputs(Lead.UNSPECIFIED, windows, windows.size())))
            instanceof Prepared.Ready<FibrillationScores> ready
        ? ready.input().windows().stream()
            .mapToDouble(FibrillationScores.Window::probability)
            .toArray()
        : new double[windows.size()];
  }
}
