package org.einthoven.training.data;

import org.einthoven.ecg.recording.Recording;

/** Finds the R peaks of a recording that has no annotations. */
@FunctionalInterface
public interface RPeaks {

  /** The R peaks in samples of the recording, ascending. */
  int[] find(Recording recording);
}
