package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.data.Cinc2017;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PreparedCache;
import org.einthoven.training.data.PtbDiagnostic;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.TestScorings;
import org.einthoven.training.run.LearningCurve;
import org.einthoven.training.run.Machine;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.SourceCommit;
import org.einthoven.training.run.TrainingRun;
import org.einthoven.training.run.TrainingTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains the model that ships, judges it and writes its folder. */
@Command(
    name = "dfnet",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the multi-task DFNet on MIT-BIH (DS1), PTB-XL (folds 1-8) and CinC 2017 and writes",
      "MODELS/dfnet/VERSION with model, manifest, card, golden vectors, learning curves and the",
      "figures of all seeds. The seed with the median cross-validated score ships. Every epoch is",
      "kept in work-in-progress; --resume goes on with the one that was not finished and gives the",
      "same weights."
    })
public final class TrainDfnet implements Callable<Integer> {

  private static final int NO = 1;
  private static final double LARGEST_SHARE_MISSING = 0.02;
  private static final int THREADS = 1;

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Option(names = "--ptbxl", required = true, description = "folder of PTB-XL 1.0.3 (500 Hz)")
  private Path ptbxl;

  @Option(names = "--ptbdb", description = "folder of PTB Diagnostic 1.0.0, as an external test")
  private @Nullable Path ptbdb;

  @Option(
      names = "--cinc2017",
      description = "folder of PhysioNet/CinC 2017; without it there is no fibrillation head")
  private @Nullable Path cinc2017;

  @Option(names = "--out", description = "folder of all models (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("models");

  @Option(names = "--release", description = "version written (default: ${DEFAULT-VALUE})")
  private String release = "0.1.0";

  @Option(
      names = {"--seeds", "--seed"},
      converter = SeedList.Converter.class,
      description = "seeds of every random choice: 1,4,9, or 5 for the first five (default: 1)")
  private SeedList seeds = new SeedList(List.of(1L));

  @Option(names = "--work", description = "folder of checkpoints (default: ${DEFAULT-VALUE})")
  private Path work = Path.of("work-in-progress");

  @Option(
      names = "--cache",
      description = "folder where prepared data are kept (default: ${DEFAULT-VALUE})")
  private Path cache = Path.of("work-in-progress", "cache");

  @Option(
      names = "--resume",
      description = "go on from the networks and epochs that an earlier run finished")
  private boolean resume;

  @Option(
      names = "--allow-missing",
      description = "go on although more than 2 %% of a database's records cannot be used")
  private boolean allowMissing;

  @Option(
      names = "--choices-of-first",
      description = {
        "cross-validate the first seed alone, use its thresholds for all, and ship it: a third of",
        "the time of five seeds"
      })
  private boolean choicesOfFirst;

  @Option(
      names = "--without-test",
      description = "leave the test patients alone and write no card: for trying things out")
  private boolean withoutTest;

  @Option(
      names = "--verify-repeat",
      description = "train one network of the first seed twice, compare all its numbers, and end")
  private boolean verifyRepeat;

  @Option(
      names = "--scorings",
      description = "list of every scoring of DS2 (default: ${DEFAULT-VALUE})")
  private Path scorings = TestScorings.FILE;

  @Option(
      names = "--commit",
      description = "commit of these sources, for the manifest (default: what git says)")
  private @Nullable String commit;

  @Spec private CommandSpec spec;

  private final InstantSource clock = InstantSource.system();
  private final DfnetSettings settings;

  /** Trains with the settings that were chosen. */
  public TrainDfnet() {
    this(DfnetSettings.DEFAULT);
  }

  TrainDfnet(DfnetSettings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    commit();
    Consumer<String> progress = line -> spec.commandLine().getErr().println(line);
    LeftOut leftOut = LeftOut.noting();
    PreparedCache prepared = PreparedCache.in(cache, progress);
    MitBih mit = new MitBih(mitdb, leftOut, prepared);
    PtbXl ptb = new PtbXl(ptbxl, leftOut, prepared);
    Cinc2017 cinc = cinc2017 == null ? null : new Cinc2017(cinc2017);
    TrainingData data = TrainingData.read(mit, ptb, cinc, leftOut, progress);
    leftOut.report().forEach(progress);
    if (leftOut.largestShare() > LARGEST_SHARE_MISSING && !allowMissing) {
      progress.accept(
          String.format(
              Locale.ROOT,
              "more than %.0f %% of a database's records are left out, so that nothing is trained;"
                  + " mend the folder or give --allow-missing",
              100 * LARGEST_SHARE_MISSING));
      return NO;
    }
    RunProgress run =
        new RunProgress(
            clock, seeds.seeds().size() * DfnetTraining.NETWORKS * settings.epochs(), progress);
    if (verifyRepeat) {
      DfnetTraining plan = plan(seeds.seeds().get(0), data, run, progress);
      return new RepeatCheck(plan, progress).same(data, settings.epochs()) ? 0 : NO;
    }
    List<SeedOutcome> outcomes = new ArrayList<>();
    for (long seed : seeds.seeds()) {
      progress.accept("seed " + seed);
      DfnetTraining plan = plan(seed, data, run, progress);
      DfnetTraining.Outcome outcome =
          choicesOfFirst && !outcomes.isEmpty()
              ? plan.run(data, outcomes.get(0).outcome())
              : plan.run(data);
      outcomes.add(new SeedOutcome(seed, outcome, plan.curve(), plan.time()));
    }
    SeedOutcome shipped = choicesOfFirst ? outcomes.get(0) : SeedOutcome.median(outcomes);
    ModelManifest.Training training =
        training(data, shipped.seed(), leftOut, SeedOutcome.time(outcomes));
    DfnetRelease folder = new DfnetRelease(out, release).with(curves(outcomes));
    if (withoutTest) {
      FrozenBatch.write(folder, shipped, training, null, List.of());
    } else {
      DfnetJudge judge =
          new DfnetJudge(
              new MitBih(mitdb),
              new PtbXl(ptbxl),
              ptbdb == null ? null : new PtbDiagnostic(ptbdb),
              new TestScorings(scorings, clock));
      new FrozenBatch(
              release, outcomes, shipped, choicesOfFirst, training, this::folderOf, progress)
          .judge(judge, folder);
    }
    try (DfnetModel written = DfnetModel.load(folder.folder())) {
      folder.makeCurrent();
      progress.accept(written.identity().name() + " is written to " + folder.folder());
    }
    return 0;
  }

  private Path folderOf(long seed) {
    return work.resolve("dfnet-" + release).resolve("seed-" + seed);
  }

  private DfnetTraining plan(
      long seed, TrainingData data, RunProgress run, Consumer<String> progress) throws IOException {
    RunIdentity identity = data.identity(settings, commit());
    return new DfnetTraining(
        settings, seed, new TrainingRun(folderOf(seed), identity, resume, run), progress);
  }

  private String commit() {
    String given = commit;
    return given != null
        ? given
        : SourceCommit.of(Path.of(""))
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "these sources are no git checkout: say with --commit which they are, so"
                            + " that the model can be traced to them"));
  }

  private ModelManifest.Training training(
      TrainingData data, long seed, LeftOut leftOut, TrainingTime time) {
    return new ModelManifest.Training(
        data.sets(),
        seed,
        commit(),
        leftOut.entries().stream()
            .map(
                entry ->
                    new ModelManifest.LeftOutRecord(
                        entry.database(), entry.record(), entry.reason()))
            .toList(),
        settings.byName(),
        Machine.environment(THREADS, time));
  }

  private static Map<String, byte[]> curves(List<SeedOutcome> outcomes) throws IOException {
    LearningCurve all = new LearningCurve();
    for (SeedOutcome outcome : outcomes) {
      all.add("seed " + outcome.seed() + " ", outcome.curve());
    }
    return all.files();
  }
}
