package org.einthoven.ecg.beat;

import java.util.List;
import org.einthoven.ecg.recording.Lead;

/**
 * The beats of one recording as the model reads them. The arrays are not copied: whoever reads them
 * leaves them as they are.
 *
 * @param leads the one or two leads that the windows were taken from; with one, the channels and
 *     features of the second are zero
 * @param rPeaks the R peaks as given, in samples of the recording, ascending
 * @param samplesPerSecond the rate of the recording
 * @param windows row-major [beats][{@value BeatPreparation#CHANNELS}][{@value
 *     BeatPreparation#WINDOW_SAMPLES}]: the leads, then the leads minus their median beat, over
 *     half the lead's usual peak-to-peak amplitude (no unit)
 * @param features row-major [beats][{@value BeatPreparation#FEATURES}]: rhythm, then shape (no
 *     unit)
 */
public record BeatInputs(
    List<Lead> leads, int[] rPeaks, double samplesPerSecond, float[] windows, float[] features) {

  /** Copies the list. */
  public BeatInputs {
    leads = List.copyOf(leads);
  }

  /** How many beats there are. */
  public int count() {
    return rPeaks.length;
  }
}
