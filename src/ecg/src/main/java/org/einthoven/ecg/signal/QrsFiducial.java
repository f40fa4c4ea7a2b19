package org.einthoven.ecg.signal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Places each beat at the largest deflection near the peak of the envelope. */
final class QrsFiducial {

  private static final double LOW_HZ = 5;
  private static final double HIGH_HZ = 30;
  private static final int REACH = (int) (0.1 * QrsDetector.RATE);

  private QrsFiducial() {}

  /**
   * The places of the beats, between samples where a parabola through the highest three says so.
   *
   * @param leads at the detector's rate, NaN where samples are missing
   * @param preferred the lead that is looked at, except where it misses samples and another does
   *     not
   * @param peaks peaks of the envelope, ascending
   * @return places in samples of the leads, ascending
   */
  static double[] place(List<float[]> leads, int preferred, int[] peaks) {
    Map<Integer, float[]> sharp = new HashMap<>();
    double[] places = new double[peaks.length];
    for (int i = 0; i < peaks.length; i++) {
      int from = Math.max(0, peaks[i] - REACH);
      int to = Math.min(leads.get(preferred).length, peaks[i] + REACH + 1);
      int lead = whole(leads, preferred, from, to);
      float[] looked = sharp.computeIfAbsent(lead, l -> sharpen(leads.get(l)));
      int best = peaks[i];
      for (int k = from; k < to; k++) {
        if (Math.abs(looked[k]) > Math.abs(looked[best])) {
          best = k;
        }
      }
      places[i] = best + vertex(looked, best);
    }
    Arrays.sort(places);
    return places;
  }

  private static float[] sharpen(float[] lead) {
    return Butterworth.bandPass(2, LOW_HZ, HIGH_HZ, QrsDetector.RATE)
        .zeroPhase(Gaps.bridge(lead).bridged());
  }

  private static int whole(List<float[]> leads, int preferred, int from, int to) {
    for (int turn = 0; turn < leads.size(); turn++) {
      int lead = (preferred + turn) % leads.size();
      float[] signal = leads.get(lead);
      if (IntStream.range(from, to).noneMatch(i -> Float.isNaN(signal[i]))) {
        return lead;
      }
    }
    return preferred;
  }

  private static double vertex(float[] sharp, int at) {
    if (at == 0 || at == sharp.length - 1) {
      return 0;
    }
    double left = Math.abs(sharp[at - 1]);
    double right = Math.abs(sharp[at + 1]);
    double bend = left - 2 * Math.abs(sharp[at]) + right;
    return bend < 0 ? Math.max(-0.5, Math.min(0.5, 0.5 * (left - right) / bend)) : 0;
  }
}
