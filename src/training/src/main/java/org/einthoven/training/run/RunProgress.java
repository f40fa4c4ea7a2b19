package org.einthoven.training.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells how far a run of several networks is, and how long it will take at the pace so far. */
public final class RunProgress {

  private final InstantSource clock;
  private final Consumer<String> lines;
  private final Instant begun;
  private int toDo;
  private int done;

  /**
   * A run that begins now.
   *
   * @param epochs of all its networks together, those that an earlier run finished among them
   * @param lines is told each line
   */
  public RunProgress(InstantSource clock, int epochs, Consumer<String> lines) {
    this.clock = clock;
    this.toDo = epochs;
    this.lines = lines;
    this.begun = clock.instant();
  }

  /** Tells a line. */
  public void tell(String line) {
    lines.accept(line);
  }

  /** Epochs that need not be trained, since an earlier run did. */
  void kept(int epochs) {
    toDo -= epochs;
  }

  /** An epoch that was trained now. */
  void done(String network, int epoch, int epochs, EpochLoss loss) {
    done++;
    toDo--;
    lines.accept(
        String.format(
            Locale.ROOT,
            "%s: epoch %d/%d: %s%s",
            network,
            epoch,
            epochs,
            loss.text(),
            toDo > 0 ? ", " + left() + " left" : ""));
  }

  private String left() {
    double secondsOfEpoch = Duration.between(begun, clock.instant()).toMillis() / 1000.0 / done;
    long seconds = Math.round(secondsOfEpoch * toDo);
    return seconds < 100 ? "about " + seconds + " s" : "about " + (seconds + 30) / 60 + " min";
  }
}
