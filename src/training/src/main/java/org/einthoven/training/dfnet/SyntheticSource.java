package org.einthoven.training.dfnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.einthoven.training.data.BeatSet;

/** Where an ablation gets synthetic beats of rare classes from. */
@FunctionalInterface
public interface SyntheticSource {

  /**
   * Beats of a generator that has seen these training patients alone.
   *
   * @param training whole records, beats in order of time
   * @param part of DS1 that is left out, from 1
   * @param recurrent whether the generator has a GRU
   * @return prepared beats in places among those of the same patients
   */
  BeatSet make(BeatSet training, int part, boolean recurrent) throws IOException;

  /** Opens a source. */
  @FunctionalInterface
  interface Opening {
    /**
     * A source that keeps generators and beats.
     *
     * @param folder where
     * @param resume whether to take what an earlier run left there
     * @param progress is told a line about each step
     */
    SyntheticSource in(Path folder, boolean resume, Consumer<String> progress) throws IOException;
  }
}
