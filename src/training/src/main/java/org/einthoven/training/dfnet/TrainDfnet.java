package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.HeadlineFigure;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.Cinc2017;
import org.einthoven.training.data.DatabaseIdentity;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PtbDiagnostic;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.evaluation.BeatEvaluation;
import org.einthoven.training.evaluation.BeatEvaluation.Beats;
import org.einthoven.training.evaluation.BeatReport;
import org.einthoven.training.evaluation.InfarctionEvaluation;
import org.einthoven.training.paper.Ablation;
import org.einthoven.training.paper.PaperProtocol;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.TrainingRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the model that ships, judges it and writes its folder. */
@Command(
    name = "dfnet",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the multi-task DFNet on MIT-BIH (DS1), PTB-XL (folds 1-8) and CinC 2017 and writes",
      "MODELS/dfnet/VERSION with model, manifest, card and golden vectors. Finished networks are",
      "kept in work-in-progress; --resume goes on with the one that was not finished."
    })
public final class TrainDfnet implements Callable<Integer> {

  private static final int PIECE_SECONDS = 10;
  private static final int NO = 1;
  private static final double LARGEST_SHARE_MISSING = 0.02;

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

  @Option(names = "--seed", description = "of every random choice (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--resume",
      description = "go on from the networks and epochs that an earlier run finished")
  private boolean resume;

  @Option(
      names = "--allow-missing",
      description = "go on although more than 2 %% of a database's records cannot be used")
  private boolean allowMissing;

  @Option(
      names = "--without-test",
      description = "leave the test patients alone and write no card: for trying things out")
  private boolean withoutTest;

  @Option(names = "--commit", description = "commit of these sources, for the manifest")
  private @Nullable String commit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Consumer<String> progress = line -> spec.commandLine().getErr().println(line);
    LeftOut leftOut = LeftOut.noting();
    MitBih mit = new MitBih(mitdb, leftOut);
    PtbXl ptb = new PtbXl(ptbxl, leftOut);
    progress.accept("reading MIT-BIH");
    BeatSet whole = mit.whole(MitBih.DS1);
    BeatSet pieces = mit.pieces(MitBih.DS1, PIECE_SECONDS);
    progress.accept("reading PTB-XL");
    MedianBeatSet records = ptb.medianBeats(DfnetTraining.TRAINING_FOLDS);
    Cinc2017 cinc = cinc2017 == null ? null : new Cinc2017(cinc2017);
    FibrillationData rhythms = null;
    if (cinc != null) {
      progress.accept("reading CinC 2017 and the rhythms of PTB-XL");
      rhythms = new FibrillationData(cinc, ptb, leftOut);
    }
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
    List<ModelManifest.DataSet> data = dataSets(mit, ptb, cinc);
    DfnetSettings settings = DfnetSettings.DEFAULT;
    RunProgress run =
        new RunProgress(
            InstantSource.system(), DfnetTraining.NETWORKS * settings.epochs(), progress);
    DfnetTraining plan =
        new DfnetTraining(
            settings,
            seed,
            new TrainingRun(
                Path.of("work-in-progress", "dfnet-" + release + "-" + seed),
                identity(settings, data),
                resume,
                run),
            progress);
    DfnetTraining.Outcome outcome = plan.run(whole, pieces, records, rhythms);
    ModelManifest.Training training = new ModelManifest.Training(data, seed, commit);
    DfnetRelease folder = new DfnetRelease(out, release);
    FibrillationData.Choice fibrillation = outcome.fibrillation();
    if (fibrillation != null) {
      folder.withFibrillation(fibrillation.threshold());
    }
    folder.write(outcome.weights(), outcome.choices().threshold(), training, null, List.of());
    if (!withoutTest) {
      progress.accept("training the random split");
      BeatReport random =
          new PaperProtocol(Ablation.NONE, EvaluateDfnet.PAPER_NETWORKS, resume, progress)
              .oneSeed(mit, seed);
      ModelCard card = judge(mit, folder, outcome, training, random);
      List<HeadlineFigure> headline = new ArrayList<>(DfnetHeadline.of(card));
      String text = card.text();
      if (fibrillation != null) {
        headline.addAll(FibrillationCard.headline(fibrillation));
        text += FibrillationCard.text(fibrillation);
      }
      folder.write(outcome.weights(), outcome.choices().threshold(), training, text, headline);
    }
    try (DfnetModel written = DfnetModel.load(folder.folder())) {
      folder.makeCurrent();
      progress.accept(written.identity().name() + " is written to " + folder.folder());
    }
    return 0;
  }

  private ModelCard judge(
      MitBih mit,
      DfnetRelease folder,
      DfnetTraining.Outcome outcome,
      ModelManifest.Training training,
      BeatReport random)
      throws IOException {
    try (DfnetModel model = DfnetModel.load(folder.folder())) {
      BeatEvaluation whole = new BeatEvaluation(model);
      BeatEvaluation pieces = new BeatEvaluation(model);
      BeatEvaluation detected = new BeatEvaluation(model);
      for (int number : MitBih.DS2) {
        MitBih.Annotated record = mit.record(number);
        List<MitBih.Annotated> cut = record.pieces(PIECE_SECONDS);
        whole.add(number, List.of(record), Beats.ANNOTATED);
        pieces.add(number, cut, Beats.ANNOTATED);
        detected.add(number, cut, Beats.DETECTED);
      }
      List<InfarctionEvaluation.Figures> figures =
          new ArrayList<>(
              InfarctionFigures.ptbXl(
                  model, new PtbXl(ptbxl).medianBeats(Set.of(9)), "PTB-XL fold 9"));
      if (ptbdb != null) {
        figures.add(InfarctionFigures.ptbDiagnostic(model, new PtbDiagnostic(ptbdb).medianBeats()));
      }
      return new ModelCard(
          release,
          outcome.weights().parameters(),
          training,
          outcome.choices(),
          random,
          whole.report("inter-patient"),
          pieces.report("inter-patient, 10 s"),
          detected.report("inter-patient, 10 s, end to end"),
          figures);
    }
  }

  /** What every network of this run depends on. */
  private static RunIdentity identity(DfnetSettings settings, List<ModelManifest.DataSet> data) {
    RunIdentity identity = new RunIdentity(settings.byName());
    for (ModelManifest.DataSet set : data) {
      identity = identity.with(set.name(), set.sha256());
    }
    return identity
        .with("preparation", BeatPreparation.settingsSha256())
        .with("rhythmPreparation", RhythmPreparation.settingsSha256());
  }

  private static List<ModelManifest.DataSet> dataSets(
      MitBih mit, PtbXl ptb, @Nullable Cinc2017 cinc) throws IOException {
    List<ModelManifest.DataSet> sets = new ArrayList<>();
    sets.add(
        new ModelManifest.DataSet(
            "MIT-BIH Arrhythmia Database",
            "1.0.0",
            "ODC-By 1.0",
            "DS1 (de Chazal 2004), 22 records",
            mit.sha256(MitBih.DS1)));
    sets.add(
        new ModelManifest.DataSet(
            "PTB-XL",
            "1.0.3",
            "CC BY 4.0",
            "folds 1-8, the records that were in the folder",
            ptb.sha256(DfnetTraining.TRAINING_FOLDS)));
    if (cinc != null) {
      DatabaseIdentity identity = cinc.identity();
      sets.add(
          new ModelManifest.DataSet(
              identity.name(),
              identity.version(),
              identity.licence(),
              "the records that were in the folder",
              cinc.sha256(any -> true)));
    }
    return sets;
  }
}
