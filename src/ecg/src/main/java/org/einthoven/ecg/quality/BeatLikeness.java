package org.einthoven.ecg.quality;

import java.util.Arrays;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.Butterworth;
import org.einthoven.ecg.signal.Gaps;

/**
 * How far the beats that were found look like each other: in noise, no two do.
 *
 * <p>In each lead every beat's QRS complex is held against the median of all; the share of beats
 * that correlate with it counts, of the lead where it is highest.
 */
final class BeatLikeness {

  private static final double REACH_SECONDS = 0.12;
  private static final double ALIKE = 0.8;
  private static final int MOST_BEATS = 200;
  private static final double CONTEXT_SECONDS = 1;

  private BeatLikeness() {}

  /** The share, 0 to 1; 1 where there are fewer than three beats to compare. */
  static double of(Recording recording, int[] rPeaks) {
    double best = 0;
    for (LeadSignal lead : recording.leads()) {
      best = Math.max(best, ofLead(lead, recording.samplesPerSecond(), rPeaks));
      if (best == 1) {
        return best;
      }
    }
    return best;
  }

  private static double ofLead(LeadSignal lead, double rate, int[] rPeaks) {
    int reach = (int) Math.ceil(REACH_SECONDS * rate);
    int step = Math.max(1, rPeaks.length / MOST_BEATS);
    float[][] beats = new float[rPeaks.length / step + 1][];
    int count = 0;
    for (int k = 0; k < rPeaks.length; k += step) {
      if (rPeaks[k] >= reach && rPeaks[k] + reach < lead.length()) {
        beats[count++] = cut(lead, rate, rPeaks[k], reach);
      }
    }
    if (count < 3) {
      return 1;
    }
    float[] median = new float[2 * reach + 1];
    float[] column = new float[count];
    for (int i = 0; i < median.length; i++) {
      for (int k = 0; k < count; k++) {
        column[k] = beats[k][i];
      }
      Arrays.sort(column);
      median[i] = column[count / 2];
    }
    int alike = 0;
    for (int k = 0; k < count; k++) {
      alike += correlation(beats[k], median) > ALIKE ? 1 : 0;
    }
    return alike / (double) count;
  }

  private static float[] cut(LeadSignal lead, double rate, int peak, int reach) {
    int context = (int) (CONTEXT_SECONDS * rate);
    int from = Math.max(0, peak - context);
    int to = Math.min(lead.length(), peak + context);
    float[] around = Gaps.bridge(Arrays.copyOfRange(lead.microvolts(), from, to)).bridged();
    double high = Math.min(30, 0.45 * rate);
    float[] clean = Butterworth.bandPass(2, 1, high, rate).zeroPhase(around);
    return Arrays.copyOfRange(clean, peak - from - reach, peak - from + reach + 1);
  }

  private static double correlation(float[] a, float[] b) {
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < a.length; i++) {
      meanA += a[i] / a.length;
      meanB += b[i] / b.length;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }
}
