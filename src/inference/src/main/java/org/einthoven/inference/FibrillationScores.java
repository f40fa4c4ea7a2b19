package org.einthoven.inference;

import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.rhythm.RhythmWindow;

/**
 * What the fibrillation head says of a recording.
 *
 * @param lead the lead that was looked at
 * @param stretches how many stretches the recording was cut into
 * @param threshold the manifest's: at or above it fibrillation is stated of a stretch
 * @param windows the stretches that could be judged, in order of time
 */
public record FibrillationScores(Lead lead, int stretches, double threshold, List<Window> windows) {

  /** Copies the list. */
  public FibrillationScores {
    windows = List.copyOf(windows);
  }

  /**
   * The score of one stretch.
   *
   * @param input what was scored
   * @param probability 0 to 1
   * @param sharedShare the gate's weight of the shared features, 0 to 1
   */
  public record Window(RhythmWindow input, double probability, double sharedShare) {}
}
