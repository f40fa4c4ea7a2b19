package org.einthoven.training.diffusion;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.inference.ModelManifest;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.TrainingRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the beat generator that ships and writes its folder. */
@Command(
    name = "diffusion",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the generator of synthetic beats on MIT-BIH (DS1 alone) and writes",
      "MODELS/ecg-diffusion/VERSION with model, manifest, card and golden vectors. Each epoch and",
      "the learning curve are kept in work-in-progress; --resume goes on from there."
    })
public final class TrainDiffusion implements Callable<Integer> {

  private static final String NETWORK = "generator";

  @Option(names = "--mitdb", required = true, description = "folder of MIT-BIH 1.0.0")
  private Path mitdb;

  @Option(names = "--out", description = "folder of all models (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("models");

  @Option(names = "--release", description = "version written (default: ${DEFAULT-VALUE})")
  private String release = "0.1.0";

  @Option(names = "--seed", description = "of every random choice (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--epochs", description = "of 100 steps each (default: ${DEFAULT-VALUE})")
  private int epochs = DiffusionSettings.DEFAULT.epochs();

  @Option(names = "--resume", description = "go on where an earlier run was broken off")
  private boolean resume;

  @Option(names = "--commit", description = "commit of these sources, for the manifest")
  private @Nullable String commit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Consumer<String> progress = line -> spec.commandLine().getErr().println(line);
    LeftOut leftOut = LeftOut.noting();
    MitBih mit = new MitBih(mitdb, leftOut);
    progress.accept("reading MIT-BIH");
    GeneratorBeats beats = GeneratorBeats.of(mit.whole(MitBih.DS1));
    leftOut.report().forEach(progress);
    String hash = mit.sha256(MitBih.DS1);
    DiffusionSettings settings = DiffusionSettings.DEFAULT.lasting(epochs);
    TrainingRun run =
        new TrainingRun(
            Path.of("work-in-progress", "ecg-diffusion-" + release + "-" + seed),
            new RunIdentity(settings.byName()).with("data", hash),
            resume,
            new RunProgress(InstantSource.system(), epochs, progress));
    Weights weights =
        run.finishedOr(
            NETWORK,
            new RunIdentity(Map.of("seed", String.valueOf(seed))),
            epochs,
            log -> new DiffusionTrainer(settings).train(beats, seed, log));
    ModelManifest.Training training =
        new ModelManifest.Training(
            List.of(
                new ModelManifest.DataSet(
                    "MIT-BIH Arrhythmia Database",
                    "1.0.0",
                    "ODC-By 1.0",
                    "DS1 (de Chazal 2004), 22 records",
                    hash)),
            seed,
            commit);
    DiffusionRelease folder = new DiffusionRelease(out, release);
    folder.write(
        new DiffusionRelease.Trained(
            weights,
            settings,
            beats.scale(),
            training,
            environment(),
            DiffusionHeadline.of(run.curve().last(NETWORK))),
        new DiffusionCard(release, weights.parameters(), settings, beats, training).text());
    try (BeatGenerator written = BeatGenerator.load(folder.folder())) {
      folder.makeCurrent();
      progress.accept(
          BeatGenerator.ID
              + "/"
              + release
              + " makes "
              + written.classes()
              + ": "
              + folder.folder());
    }
    return 0;
  }

  private static Map<String, String> environment() throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("cpu", torch.get_cpu_capability().getString());
    environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    environment.put("java", Runtime.version().toString());
    environment.put("libtorch", Loader.getVersion("org.bytedeco", "pytorch"));
    return environment;
  }
}
