package org.einthoven.training.run;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.einthoven.training.network.Weights;

/**
 * The folder of a run: each finished network, the last epoch of the one at work, and the learning
 * curves. A run that was broken off goes on with the epoch it was at and gives the same weights;
 * the time of its epochs is kept with them.
 */
public final class TrainingRun {

  /** Of the files: what an older program kept lacks the time, and is refused for it. */
  private static final RunIdentity FORM = new RunIdentity(Map.of("form of checkpoints", "2"));

  private final Path folder;
  private final RunIdentity identity;
  private final boolean resume;
  private final RunProgress progress;
  private final Supplier<TrainingTime> clock;
  private final LearningCurve curve = new LearningCurve();
  private TrainingTime time = TrainingTime.NONE;

  /**
   * A run.
   *
   * @param identity what the weights of all its networks depend on
   * @param resume whether to go on from what an earlier run left in the folder
   */
  public TrainingRun(Path folder, RunIdentity identity, boolean resume, RunProgress progress)
      throws IOException {
    this(folder, identity, resume, progress, TrainingTime::soFar);
  }

  /**
   * A run with a clock of its own.
   *
   * @param clock what the thread that trains has used so far
   */
  TrainingRun(
      Path folder,
      RunIdentity identity,
      boolean resume,
      RunProgress progress,
      Supplier<TrainingTime> clock)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.identity = identity;
    this.resume = resume;
    this.progress = progress;
    this.clock = clock;
  }

  /** Trains a network. */
  @FunctionalInterface
  public interface Training {
    /** Trains, beginning from what the log has and telling it each epoch. */
    Weights train(EpochLog log) throws IOException;
  }

  /** The learning curves of the networks so far. */
  public LearningCurve curve() {
    return curve;
  }

  /**
   * How long the networks so far were trained, those that earlier runs finished among them. An
   * epoch that was broken off counts as it was trained again.
   */
  public TrainingTime time() {
    return time;
  }

  /**
   * The network of that name if an earlier run finished it, otherwise a new one, which is kept.
   *
   * @param own what this network depends on beyond the run, such as its seed and the part left out
   * @param epochs how many it is trained for
   * @throws CheckpointRefusedException where the earlier run was of another identity
   * @throws CannotWriteException where the disk is full; what was kept before is still there
   */
  public Weights finishedOr(String name, RunIdentity own, int epochs, Training training)
      throws IOException {
    Path file = folder.resolve(name + ".weights");
    RunIdentity whole = all(own);
    if (resume && Files.exists(file)) {
      Optional<DataInputStream> kept = opened(file, whole);
      if (kept.isPresent()) {
        Weights weights = Weights.read(kept.get());
        curve.set(name, EpochLoss.read(kept.get()));
        time = time.plus(TrainingTime.read(kept.get()));
        progress.kept(epochs);
        return weights;
      }
    }
    Log log = new Log(name, whole, epochs);
    Weights weights = training.train(log);
    TrainingTime ofNetwork = log.time();
    time = time.plus(ofNetwork);
    SealedFile.write(
        file,
        out -> {
          whole.write(out);
          weights.write(out);
          EpochLoss.write(log.losses, out);
          ofNetwork.write(out);
        });
    Files.deleteIfExists(log.file);
    return weights;
  }

  /**
   * A finished network, of whatever run it is.
   *
   * @param file the {@code .weights} file that a run kept
   * @throws IOException where it is damaged or cannot be read
   */
  public static Weights kept(Path file) throws IOException {
    DataInputStream in =
        SealedFile.read(file)
            .orElseThrow(
                () ->
                    new IOException(file + " is damaged (its SHA-256 disagrees); train it again"));
    RunIdentity.read(in);
    return Weights.read(in);
  }

  private RunIdentity all(RunIdentity own) {
    return with(with(identity, FORM), own);
  }

  private static RunIdentity with(RunIdentity identity, RunIdentity more) {
    RunIdentity all = identity;
    for (var value : more.values().entrySet()) {
      all = all.with(value.getKey(), value.getValue());
    }
    return all;
  }

  /** A kept file behind its identity; nothing where it is damaged, which is told. */
  private Optional<DataInputStream> opened(Path file, RunIdentity expected) throws IOException {
    Optional<DataInputStream> in = SealedFile.read(file);
    if (in.isEmpty()) {
      progress.tell(file + " is damaged (its SHA-256 disagrees) and is not used");
      return Optional.empty();
    }
    try {
      Optional<String> difference = expected.difference(RunIdentity.read(in.get()));
      if (difference.isPresent()) {
        throw new CheckpointRefusedException(file, difference.get());
      }
    } catch (EOFException e) {
      throw new CheckpointRefusedException(file, "it is of another version of this program");
    }
    return in;
  }

  private final class Log implements EpochLog {
    private final String name;
    private final RunIdentity whole;
    private final int epochs;
    private final Path file;
    private final TrainingTime begun = clock.get();
    private TrainingTime before = TrainingTime.NONE;
    private List<EpochLoss> losses = List.of();

    Log(String name, RunIdentity whole, int epochs) {
      this.name = name;
      this.whole = whole;
      this.epochs = epochs;
      this.file = folder.resolve(name + ".epoch");
    }

    @Override
    public Optional<EpochState> last() throws IOException {
      if (!resume || !Files.exists(file)) {
        return Optional.empty();
      }
      Optional<DataInputStream> kept = opened(file, whole);
      if (kept.isEmpty()) {
        return Optional.empty();
      }
      EpochState state = EpochState.read(kept.get());
      losses = state.losses();
      before = TrainingTime.read(kept.get());
      curve.set(name, losses);
      progress.kept(state.epoch());
      progress.tell(name + ": goes on after epoch " + state.epoch());
      return Optional.of(state);
    }

    /** Of this network, up to now. */
    TrainingTime time() {
      return before.plus(clock.get().since(begun));
    }

    @Override
    public void done(EpochState state) throws IOException {
      losses = state.losses();
      SealedFile.write(
          file,
          out -> {
            whole.write(out);
            state.write(out);
            time().write(out);
          });
      curve.set(name, losses);
      curve.write(folder);
      progress.done(name, state.epoch(), epochs, losses.get(losses.size() - 1));
    }
  }
}
