package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.PtbDiagnostic;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.evaluation.InfarctionText;
import org.einthoven.training.evaluation.ResultOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges the infarction score on patients it never saw. */
@Command(
    name = "mi",
    mixinStandardHelpOptions = true,
    description = {
      "Judges the score for myocardial infarction on a fold of PTB-XL (9 was kept out of training",
      "and of every choice; 10 is the data set's own test fold) and on PTB Diagnostic. With"
          + " --leads",
      "II, networks that see lead II alone are trained for it on folds 1-8 (some minutes). With",
      "--protocol random-beats, single beats of folds 1-8 are split at random and by patient,"
          + " which",
      "shows what a random split leaks."
    })
public final class EvaluateMi implements Callable<Integer> {

  private static final int NO = 1;

  @Option(names = "--ptbxl", required = true, description = "folder of PTB-XL 1.0.3 (500 Hz)")
  private Path ptbxl;

  @Option(names = "--ptbdb", description = "folder of PTB Diagnostic 1.0.0")
  private @Nullable Path ptbdb;

  @Option(names = "--fold", description = "fold of PTB-XL (default: ${DEFAULT-VALUE})")
  private int fold = 9;

  @Option(
      names = "--leads",
      description = "12: the shipped model; II: networks of their own (default: ${DEFAULT-VALUE})")
  private String leads = "12";

  @Option(
      names = "--protocol",
      description = "patients or random-beats, of lead II (default: ${DEFAULT-VALUE})")
  private String protocol = "patients";

  @Option(names = "--seed", description = "of what is trained here (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Mixin private ResultOptions results;

  @Mixin private ModelOption model;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    refuseUnknown("--leads", leads, List.of("12", "II"));
    refuseUnknown("--protocol", protocol, List.of("patients", "random-beats"));
    Map<String, InfarctionEvaluation.Figures> figures = new LinkedHashMap<>();
    if (protocol.equals("random-beats")) {
      MedianBeatSet beats = new PtbXl(ptbxl).beatsOfLeadTwo(DfnetTraining.TRAINING_FOLDS);
      if (beats.size() == 0) {
        return no("no record of folds 1-8 is in " + ptbxl);
      }
      figures.putAll(
          new PatientLeakage(DfnetSettings.SINGLE_BEATS, seed, this::progress).figures(beats));
      return publish("networks of their own, single beats of lead II", figures);
    }
    if (DfnetTraining.TRAINING_FOLDS.contains(fold)) {
      return no("fold " + fold + " was trained on; judge on 9 or 10");
    }
    MedianBeatSet set = new PtbXl(ptbxl).medianBeats(Set.of(fold));
    if (set.size() == 0) {
      return no("no record of fold " + fold + " is in " + ptbxl);
    }
    MedianBeatSet external = ptbdb == null ? null : new PtbDiagnostic(ptbdb).medianBeats();
    if (leads.equals("II")) {
      MedianBeatSet training = new PtbXl(ptbxl).medianBeats(DfnetTraining.TRAINING_FOLDS);
      if (training.size() == 0) {
        return no("no record of folds 1-8 is in " + ptbxl);
      }
      LeadTwoInfarction.Trained network =
          new LeadTwoInfarction(DfnetSettings.ONE_LEAD, seed, this::progress).train(training);
      add(figures, set, external, network::judge);
      return publish("a network of its own, lead II", figures);
    }
    try (DfnetModel loaded = model.load()) {
      add(figures, set, external, records -> InfarctionEvaluation.of(loaded, records));
      return publish(loaded.identity().name(), figures);
    }
  }

  private void add(
      Map<String, InfarctionEvaluation.Figures> figures,
      MedianBeatSet set,
      @Nullable MedianBeatSet external,
      Function<MedianBeatSet, InfarctionEvaluation> judge) {
    figures.putAll(InfarctionFigures.ptbXl(judge.apply(set), "PTB-XL fold " + fold));
    if (external != null) {
      figures.put("ptbdb", InfarctionFigures.ptbDiagnostic(judge.apply(external)));
    }
  }

  /** Publishes under the name of what was asked for, so that the three do not overwrite another. */
  private int publish(String name, Map<String, InfarctionEvaluation.Figures> figures)
      throws IOException {
    String file =
        protocol.equals("random-beats")
            ? "mi-random-beats"
            : leads.equals("II") ? "mi-lead-ii" : "mi-twelve-leads";
    results.publish(
        spec,
        file,
        "Myocardial infarction: " + name,
        format -> InfarctionText.of(name, figures, format));
    return 0;
  }

  private int no(String why) {
    progress(why);
    return NO;
  }

  private void progress(String line) {
    spec.commandLine().getErr().println(line);
  }

  private void refuseUnknown(String option, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new ParameterException(
          spec.commandLine(), option + " is one of " + known + ", not " + value);
    }
  }
}
