package org.einthoven.ecg.synthesis;

import java.util.List;
import org.einthoven.ecg.recording.Recording;

/**
 * A synthetic ECG and the truth about it.
 *
 * @param recording the 12 leads, without patient, device and time
 * @param beats the beats whose R peak lies within it, in order of time
 */
public record SyntheticEcg(Recording recording, List<SyntheticBeat> beats) {

  /** Copies the beats. */
  public SyntheticEcg {
    beats = List.copyOf(beats);
  }

  /** The R peaks as sample indices, ascending. */
  public int[] rPeaks() {
    return beats.stream().mapToInt(SyntheticBeat::sample).toArray();
  }
}
