package org.einthoven.ecg.beat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * One lead as the beat head reads it: {@value BeatPreparation#SAMPLES_PER_SECOND} Hz, without what
 * lies below 0.5 Hz, gaps bridged. The arrays are not copied.
 *
 * @param lead which lead
 * @param millivolts its samples
 * @param places the R peaks in these samples, ascending
 */
public record PreparedLead(Lead lead, float[] millivolts, int[] places) {

  /**
   * The lead in which QRS complex and P wave are best seen together, of those that have enough
   * samples; empty where none has.
   *
   * @param rPeaks the R peaks in samples of the recording, ascending, within it
   */
  public static Optional<PreparedLead> best(Recording recording, int[] rPeaks) {
    List<LeadSignal> chosen = LeadChoice.forBeats(recording);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    LeadSignal lead = chosen.get(0);
    return Optional.of(
        new PreparedLead(
            lead.lead(),
            BeatPreparation.clean(lead, recording),
            BeatPreparation.places(recording, rPeaks)));
  }

  /** A stretch of it, with the R peaks that lie in it. */
  public PreparedLead part(int from, int to) {
    return new PreparedLead(
        lead,
        Arrays.copyOfRange(millivolts, from, to),
        Arrays.stream(places).filter(r -> r >= from && r < to).map(r -> r - from).toArray());
  }

  /**
   * The beats that lie wholly within it, each minus its own median: [beats][{@value
   * BeatPreparation#WINDOW_SAMPLES}].
   */
  public float[][] wholeBeats() {
    return Arrays.stream(places)
        .filter(r -> BeatWindows.liesWithin(millivolts, r))
        .mapToObj(r -> BeatWindows.cut(millivolts, r))
        .toArray(float[][]::new);
  }

  /** The median of beats, sample by sample. */
  public static float[] median(float[][] beats) {
    boolean[] every = new boolean[beats.length];
    Arrays.fill(every, true);
    return BeatWindows.median(beats, 0, beats.length, every);
  }
}
