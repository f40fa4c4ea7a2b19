package org.einthoven.ecg.holter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.Butterworth;
import org.einthoven.ecg.signal.Gaps;

/**
 * Long intervals in which beats may have gone unseen: a lead moves in them nearly as much as in its
 * QRS complexes, be it a beat beside an artefact of another lead or an artefact. They are no
 * pauses; a pause is quiet in every lead that has a signal.
 *
 * <p>A lead moves by its largest deflection of either sign between 5 and 25 Hz, {@value
 * #AFTER_SECONDS} s after the beat before the interval to {@value #BEFORE_SECONDS} s before the one
 * behind it, so that neither QRS complex counts. It is held against the median of the {@value
 * #NEIGHBOURS} beats around. The limits are this project's; they were set once and not tuned.
 */
public final class UnseenBeats {

  /** From how many seconds on an interval is looked at. */
  public static final double LONG_SECONDS = 1.5;

  private static final double AFTER_SECONDS = 0.15;
  private static final double BEFORE_SECONDS = 0.1;
  private static final double REACH_SECONDS = 0.06;
  private static final double CONTEXT_SECONDS = 5;
  private static final int NEIGHBOURS = 10;
  private static final double LIKE_A_BEAT = 0.5;
  private static final double LOW_HZ = 5;
  private static final double HIGH_HZ = 25;

  private UnseenBeats() {}

  /**
   * The intervals that may hold unseen beats.
   *
   * @param rPeaks in samples, ascending
   * @return each as {@code from, to} in samples, in order of time
   */
  public static List<int[]> of(Recording recording, int[] rPeaks) {
    double rate = recording.samplesPerSecond();
    List<int[]> found = new ArrayList<>();
    for (int beat = 1; beat < rPeaks.length; beat++) {
      if (rPeaks[beat] - rPeaks[beat - 1] >= LONG_SECONDS * rate) {
        int last = beat;
        if (recording.leads().stream().anyMatch(lead -> moves(lead, rate, rPeaks, last))) {
          found.add(new int[] {rPeaks[beat - 1], rPeaks[beat]});
        }
      }
    }
    return found;
  }

  private static boolean moves(LeadSignal lead, double rate, int[] rPeaks, int beat) {
    int first = Math.max(0, beat - NEIGHBOURS / 2);
    int end = Math.min(rPeaks.length, beat + NEIGHBOURS / 2);
    int context = (int) (CONTEXT_SECONDS * rate);
    int from = Math.max(0, rPeaks[first] - context);
    int to = Math.min(lead.length(), rPeaks[end - 1] + context);
    float[] part = Arrays.copyOfRange(lead.microvolts(), from, to);
    float[] fast =
        Butterworth.bandPass(2, LOW_HZ, HIGH_HZ, rate).zeroPhase(Gaps.bridge(part).bridged());
    int reach = (int) (REACH_SECONDS * rate);
    double[] heights = new double[end - first];
    for (int i = first; i < end; i++) {
      heights[i - first] = largest(fast, rPeaks[i] - from - reach, rPeaks[i] - from + reach + 1);
    }
    Arrays.sort(heights);
    double between =
        largest(
            fast,
            rPeaks[beat - 1] - from + (int) (AFTER_SECONDS * rate),
            rPeaks[beat] - from - (int) (BEFORE_SECONDS * rate));
    return between > LIKE_A_BEAT * heights[heights.length / 2];
  }

  private static double largest(float[] samples, int from, int to) {
    double largest = 0;
    for (int i = Math.max(0, from); i < Math.min(samples.length, to); i++) {
      largest = Math.max(largest, Math.abs(samples[i]));
    }
    return largest;
  }
}
