package org.einthoven.training.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.dfnet.SyntheticSource;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.DenoiserOnnx;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.TrainingRun;

/**
 * A generator for each part of the training patients that is left out, with a GRU and without,
 * trained when it is first asked for, and its beats. Both are kept.
 */
public final class PartGenerators implements SyntheticSource {

  private static final long SEED = 1;

  private final DiffusionSettings settings;
  private final int ofClass;
  private final Sampling sampling;
  private final Path folder;
  private final boolean resume;
  private final Consumer<String> progress;
  private final Map<String, BeatSet> made = new HashMap<>();

  /** Generators trained as those that {@code evaluate diffusion} judges. */
  public PartGenerators(Path folder, boolean resume, Consumer<String> progress) {
    this(
        EvaluationPlan.DEFAULT.generator(),
        EvaluationPlan.DEFAULT.filledOfClass(),
        Sampling.DEFAULT,
        folder,
        resume,
        progress);
  }

  PartGenerators(
      DiffusionSettings settings,
      int ofClass,
      Sampling sampling,
      Path folder,
      boolean resume,
      Consumer<String> progress) {
    this.settings = settings;
    this.ofClass = ofClass;
    this.sampling = sampling;
    this.folder = folder;
    this.resume = resume;
    this.progress = progress;
  }

  @Override
  public BeatSet make(BeatSet training, int part, boolean recurrent) throws IOException {
    String name = "part" + part + (recurrent ? "" : "-without-gru");
    BeatSet known = made.get(name);
    if (known == null) {
      known = make(training, name, SEED + part, recurrent);
      made.put(name, known);
    }
    return known;
  }

  private BeatSet make(BeatSet training, String name, long seed, boolean recurrent)
      throws IOException {
    DiffusionSettings own = recurrent ? settings : settings.withoutRecurrence();
    GeneratorBeats beats = GeneratorBeats.of(training);
    TrainingRun run =
        new TrainingRun(
            folder,
            new RunIdentity(own.byName()).with("beats", beats.size()),
            resume,
            new RunProgress(InstantSource.system(), own.epochs(), progress));
    Weights weights =
        run.finishedOr(
            name,
            new RunIdentity(Map.of("seed", String.valueOf(seed))),
            own.epochs(),
            log -> new DiffusionTrainer(own).train(beats, seed, log));
    SyntheticStore store = new SyntheticStore(folder);
    if (!resume) {
      Files.deleteIfExists(folder.resolve(name + "-filled.beats"));
    }
    byte[] onnx = DenoiserOnnx.write(weights, own.shape(), GeneratorBeats.CLASSES.size());
    try (BeatGenerator generator = BeatGenerator.of(onnx, GeneratorBeats.CLASSES, beats.scale())) {
      return new SlotFilling(ofClass, sampling, store, progress)
          .fill(name, training, generator, seed);
    }
  }
}
