package org.einthoven.ecg.rhythm;

import java.util.List;
import org.einthoven.ecg.recording.Lead;

/**
 * A recording made ready for the fibrillation head by {@link RhythmPreparation}.
 *
 * @param lead the lead that was looked at
 * @param windows the stretches that can be judged, at least one, in order of time
 * @param stretches how many stretches there are, those included that have too few beats
 */
public record RhythmInputs(Lead lead, List<RhythmWindow> windows, int stretches) {

  /** Copies the list. */
  public RhythmInputs {
    windows = List.copyOf(windows);
  }
}
