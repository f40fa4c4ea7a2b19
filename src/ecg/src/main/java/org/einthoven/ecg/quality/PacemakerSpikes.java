package org.einthoven.ecg.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.Gaps;
import org.einthoven.ecg.signal.PacingSpikes;

/**
 * Whether spikes of a pacemaker stand before the QRS complexes.
 *
 * <p>Paced is a recording in which a quarter of the beats, and three at least, have a spike ({@link
 * PacingSpikes}) at the same distance (±12 ms) from the R peak, at most 220 ms before it. Not seen
 * are the small spikes of many bipolar pacemakers and those that the recorder has smoothed.
 */
final class PacemakerSpikes {

  private static final double LEAST_OVER_NOISE = 8;
  private static final double ROUGHNESS_SECONDS = 0.006;
  private static final double MARGIN_SECONDS = 0.03;
  private static final double BEFORE_SECONDS = 0.22;
  private static final double AFTER_SECONDS = 0.06;
  private static final double SAME_SECONDS = 0.012;
  private static final int FEWEST = 3;
  private static final double LEAST_SHARE = 0.25;
  private static final int MOST_BEATS = 1000;

  private PacemakerSpikes() {}

  /** Whether spikes were seen; false, too, where the rate is too low to see any. */
  static boolean seen(Recording recording, int[] rPeaks) {
    if (recording.samplesPerSecond() < PacingSpikes.LEAST_RATE) {
      return false;
    }
    return recording.leads().stream()
        .anyMatch(lead -> seen(lead, recording.samplesPerSecond(), rPeaks));
  }

  private static boolean seen(LeadSignal lead, double rate, int[] rPeaks) {
    int before = (int) (BEFORE_SECONDS * rate);
    int after = (int) (AFTER_SECONDS * rate);
    int margin = (int) (MARGIN_SECONDS * rate);
    int step = Math.max(1, rPeaks.length / MOST_BEATS);
    List<Integer> offsets = new ArrayList<>();
    int beats = 0;
    for (int k = 0; k < rPeaks.length; k += step) {
      int from = rPeaks[k] - before - margin;
      int to = rPeaks[k] + after + margin;
      if (from >= 0 && to <= lead.length()) {
        float[] around = Gaps.bridge(Arrays.copyOfRange(lead.microvolts(), from, to)).bridged();
        beats++;
        int at = highest(around, rate, margin, around.length - margin);
        if (at >= 0) {
          offsets.add(at - margin - before);
        }
      }
    }
    int most = 0;
    for (int offset : offsets) {
      int same = 0;
      for (int other : offsets) {
        same += Math.abs(offset - other) <= SAME_SECONDS * rate ? 1 : 0;
      }
      most = Math.max(most, same);
    }
    return most >= FEWEST && most >= LEAST_SHARE * beats;
  }

  /** The highest spike in a part of the samples, −1 where none stands out of the noise. */
  private static int highest(float[] samples, double rate, int from, int to) {
    int best = -1;
    float most = 0;
    for (int i = from; i < to; i++) {
      float height = PacingSpikes.height(samples, rate, i);
      if (height > most) {
        most = height;
        best = i;
      }
    }
    return most > LEAST_OVER_NOISE * roughness(samples, rate) ? best : -1;
  }

  /** The upper quartile of how far a sample lies from the middle of those 6 ms before and after. */
  private static float roughness(float[] samples, double rate) {
    int reach = (int) Math.max(1, Math.round(ROUGHNESS_SECONDS * rate));
    float[] bends = new float[samples.length - 2 * reach];
    for (int i = 0; i < bends.length; i++) {
      bends[i] = Math.abs(samples[i + reach] - (samples[i] + samples[i + 2 * reach]) / 2);
    }
    Arrays.sort(bends);
    return bends[bends.length * 3 / 4];
  }
}
