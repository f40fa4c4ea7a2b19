package org.einthoven.training.run;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.einthoven.training.network.Weights;

/**
 * The folder of a run: each finished network, the last epoch of the one at work, and the learning
 * curves. A run that was broken off goes on with the epoch it was at and gives the same weights.
 */
public final class TrainingRun {

  private final Path folder;
  private final RunIdentity identity;
  private final boolean resume;
  private final RunProgress progress;
  private final LearningCurve curve = new LearningCurve();

  /**
   * A run.
   *
   * @param identity what the weights of all its networks depend on
   * @param resume whether to go on from what an earlier run left in the folder
   */
  public TrainingRun(Path folder, RunIdentity identity, boolean resume, RunProgress progress)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.identity = identity;
    this.resume = resume;
    this.progress = progress;
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
        progress.kept(epochs);
        return weights;
      }
    }
    Log log = new Log(name, whole, epochs);
    Weights weights = training.train(log);
    SealedFile.write(
        file,
        out -> {
          whole.write(out);
          weights.write(out);
          EpochLoss.write(log.losses, out);
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
    RunIdentity all = identity;
    for (var value : own.values().entrySet()) {
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
      curve.set(name, losses);
      progress.kept(state.epoch());
      progress.tell(name + ": goes on after epoch " + state.epoch());
      return Optional.of(state);
    }

    @Override
    public void done(EpochState state) throws IOException {
      losses = state.losses();
      SealedFile.write(
          file,
          out -> {
            whole.write(out);
            state.write(out);
          });
      curve.set(name, losses);
      curve.write(folder);
      progress.done(name, state.epoch(), epochs, losses.get(losses.size() - 1));
    }
  }
}
