package org.einthoven.training.run;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the training of one network is kept after each epoch. */
public interface EpochLog {

  /** The state after the last epoch that an earlier run of the same identity finished. */
  Optional<EpochState> last() throws IOException;

  /** Keeps the state after an epoch. */
  void done(EpochState state) throws IOException;

  /**
   * Keeps nothing.
   *
   * @param progress is told a line about each epoch
   */
  static EpochLog keepingNothing(int epochs, Consumer<String> progress) {
    return new EpochLog() {
      @Override
      public Optional<EpochState> last() {
        return Optional.empty();
      }

      @Override
      public void done(EpochState state) {
        EpochLoss loss = state.losses().get(state.losses().size() - 1);
        progress.accept("epoch " + state.epoch() + "/" + epochs + ": " + loss.text());
      }
    };
  }
}
