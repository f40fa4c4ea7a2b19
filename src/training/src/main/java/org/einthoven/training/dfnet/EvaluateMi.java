package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.PtbDiagnostic;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.Format;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.evaluation.InfarctionText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges the infarction score on patients it never saw. */
@Command(
    name = "mi",
    mixinStandardHelpOptions = true,
    description = {
      "Judges the score for myocardial infarction on a fold of PTB-XL (9 was kept out of training",
      "and of every choice; 10 is the data set's own test fold) and on PTB Diagnostic."
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
      names = "--format",
      defaultValue = "text",
      description = "text, json or markdown (default: ${DEFAULT-VALUE})")
  private Format format;

  @Mixin private ModelOption model;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (DfnetTraining.TRAINING_FOLDS.contains(fold)) {
      spec.commandLine().getErr().println("fold " + fold + " was trained on; judge on 9 or 10");
      return NO;
    }
    MedianBeatSet set = new PtbXl(ptbxl).medianBeats(Set.of(fold));
    if (set.size() == 0) {
      spec.commandLine().getErr().println("no record of fold " + fold + " is in " + ptbxl);
      return NO;
    }
    try (DfnetModel loaded = model.load()) {
      Map<String, InfarctionEvaluation.Figures> figures = new LinkedHashMap<>();
      String[] keys = {"ptbxl", "ptbxlAgainstNormal", "women", "men", "under65", "from65"};
      int next = 0;
      for (var of : InfarctionFigures.ptbXl(loaded, set, "PTB-XL fold " + fold)) {
        figures.put(keys[next++], of);
      }
      if (ptbdb != null) {
        MedianBeatSet external = new PtbDiagnostic(ptbdb).medianBeats();
        figures.put("ptbdb", InfarctionFigures.ptbDiagnostic(loaded, external));
      }
      String text = InfarctionText.of(loaded.identity().name(), figures, format);
      spec.commandLine().getOut().println(text);
    }
    return 0;
  }
}
