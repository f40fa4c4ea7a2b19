package org.einthoven.inference;

import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.beat.PreparedRecording;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmPreparation;

/**
 * Everything that the heads of a model are given of one recording.
 *
 * @param recording its beats and its median beat
 * @param rhythm the stretches of one lead, or why there are none
 */
public record DfnetInputs(PreparedRecording recording, Prepared<RhythmInputs> rhythm) {

  /**
   * A recording made ready for all heads.
   *
   * @param rPeaks in samples of the recording, ascending
   */
  public static DfnetInputs of(Recording recording, int[] rPeaks) {
    return new DfnetInputs(
        BeatPreparation.prepare(recording, rPeaks), RhythmPreparation.prepare(recording, rPeaks));
  }
}
