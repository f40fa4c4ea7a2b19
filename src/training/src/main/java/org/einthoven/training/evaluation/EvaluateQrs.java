package org.einthoven.training.evaluation;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.einthoven.training.data.MissingDataException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate qrs}: the QRS detector against annotated beats. */
@Command(
    name = "qrs",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the QRS detector on databases with annotated beats after ANSI/AAMI EC57: beat by"
          + " beat, a window of 150 ms, on MIT-BIH without the first five minutes and ventricular"
          + " flutter; and with one lead, from the start, and on 10 s pieces. Give one database or"
          + " several."
    })
public final class EvaluateQrs implements Callable<Integer> {

  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Databases databases = new Databases();

  @Mixin private ResultOptions results;

  /** Which databases there are. */
  static final class Databases {

    @Option(
        names = "--mitdb",
        paramLabel = "DIR",
        description =
            "The MIT-BIH Arrhythmia Database 1.0.0, from"
                + " https://physionet.org/content/mitdb/1.0.0/")
    private @Nullable Path mitdb;

    @Option(
        names = "--nstdb",
        paramLabel = "DIR",
        description =
            "The MIT-BIH Noise Stress Test Database 1.0.0, of which record 118e00 is read, from"
                + " https://physionet.org/content/nstdb/1.0.0/")
    private @Nullable Path nstdb;

    @Option(
        names = "--ludb",
        paramLabel = "DIR",
        description = "LUDB 1.0.1, from https://physionet.org/content/ludb/1.0.1/")
    private @Nullable Path ludb;

    @Option(
        names = "--cpsc2019",
        paramLabel = "DIR",
        description = "The training set of CPSC 2019 (data and ref), from http://2019.cpscsub.com/")
    private @Nullable Path cpsc2019;
  }

  @Override
  public Integer call() throws IOException {
    try {
      List<QrsElsewhere.OfDatabase> others = new ArrayList<>();
      if (databases.nstdb != null) {
        others.addAll(QrsElsewhere.onNoiseStress(databases.nstdb));
      }
      if (databases.ludb != null) {
        others.addAll(QrsElsewhere.onLudb(databases.ludb));
      }
      if (databases.cpsc2019 != null) {
        others.addAll(QrsElsewhere.onCpsc2019(databases.cpsc2019));
      }
      List<QrsEvaluation.Result> mitBih =
          databases.mitdb == null ? List.of() : QrsEvaluation.onMitBih(databases.mitdb);
      results.publish(spec, QrsReport.of(mitBih, others));
      return 0;
    } catch (NoSuchFileException | MissingDataException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return WRONG_USAGE;
    }
  }
}
