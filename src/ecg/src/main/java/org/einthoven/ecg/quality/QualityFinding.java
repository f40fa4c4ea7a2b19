package org.einthoven.ecg.quality;

import org.einthoven.ecg.recording.Lead;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was found.
 *
 * @param kind what
 * @param lead where, null where it is about the whole recording
 * @param level how much it matters; {@link QualityLevel#GOOD} where it is worth knowing and no flaw
 * @param words a sentence without a full stop, such as {@code lead V1: flat in 100 % of the time}
 */
public record QualityFinding(Kind kind, @Nullable Lead lead, QualityLevel level, String words) {

  /** The kinds of findings. */
  public enum Kind {
    RATE_TOO_LOW("the sampling rate is too low"),
    TOO_SHORT("the recording is too short"),
    NO_BEAT("no heart beat was found"),
    BEATS_UNLIKE("what was found as beats looks too different from one to the next"),
    MISSING("samples are missing"),
    FLAT("the signal is flat"),
    CLIPPED("the signal stays at its highest or lowest value"),
    EXTREME("the signal exceeds 10 mV"),
    NOISY("noise between the beats"),
    MAINS("hum of the mains"),
    ELECTRODE_OFF("an electrode looks off"),
    WANDERING("the baseline wanders by more than 1.5 mV"),
    LIMB_LEADS_DISAGREE("the limb leads contradict each other"),
    PACED("pacemaker spikes");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind in words, for reports. */
    public String words() {
      return words;
    }
  }
}
