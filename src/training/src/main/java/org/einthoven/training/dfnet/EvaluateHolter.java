package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.inference.DfnetModel;
import org.einthoven.training.data.MissingDataException;
import org.einthoven.training.evaluation.EvaluationResult;
import org.einthoven.training.evaluation.RecordSet;
import org.einthoven.training.evaluation.ResultOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate holter}: the reading of long recordings against annotated records. */
@Command(
    name = "holter",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the 44 records of MIT-BIH without a pacemaker as `holter` reads a long recording, and"
          + " holds counts, longest RR interval and minutes of fibrillation against the annotations;"
          + " and cuts them elsewhere, to count the beats whose class changes."
    })
public final class EvaluateHolter implements Callable<Integer> {

  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--mitdb",
      required = true,
      paramLabel = "DIR",
      description =
          "The MIT-BIH Arrhythmia Database 1.0.0, from https://physionet.org/content/mitdb/1.0.0/")
  private Path mitBih;

  @Mixin private ResultOptions results;

  @Mixin private ModelOption models;

  @Mixin private ScoringsOption scorings;

  @Override
  public Integer call() throws IOException, RefusedException {
    EvaluationResult result = HolterReport.begin();
    try (DfnetModel model = models.load()) {
      for (RecordSet set : List.of(RecordSet.DS2, RecordSet.DS1)) {
        List<HolterEvaluation.OfRecord> records = new ArrayList<>();
        for (int number : set.numbers()) {
          records.add(HolterEvaluation.of(mitBih, number, model));
        }
        HolterReport.add(set, records, result);
        scorings.add(
            spec.commandLine().getErr(), model.identity(), "evaluate holter", set, List.of());
      }
      results.publish(spec, result);
      return 0;
    } catch (MissingDataException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return WRONG_USAGE;
    }
  }
}
