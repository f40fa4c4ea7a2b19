package org.einthoven.ecg.beat;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;

/** A recording of bell-shaped beats at given places, the same in every lead but for its gain. */
final class BumpRecording {

  static final double RATE = 500;

  private BumpRecording() {}

  static Recording of(double seconds, int[] rPeaks, double gain, Lead... leads) {
    List<LeadSignal> signals = new ArrayList<>();
    for (int lead = 0; lead < leads.length; lead++) {
      float[] samples = new float[(int) (seconds * RATE)];
      for (int r : rPeaks) {
        bump(samples, r, 0.012, 1000 * gain * (1 + 0.1 * lead));
        bump(samples, r + 0.26 * RATE, 0.04, 250 * gain);
        bump(samples, r - 0.16 * RATE, 0.02, 120 * gain);
      }
      signals.add(new LeadSignal(leads[lead], samples));
    }
    return new Recording(signals, RATE, null, null, null, Source.of("test"));
  }

  private static void bump(float[] samples, double place, double seconds, double height) {
    int reach = (int) (5 * seconds * RATE);
    for (int i = Math.max(0, (int) place - reach);
        i < Math.min(samples.length, place + reach);
        i++) {
      double distance = (i - place) / (seconds * RATE);
      samples[i] += (float) (height * Math.exp(-distance * distance / 2));
    }
  }

  /** R peaks at these intervals, the first at {@code first} seconds. */
  static int[] peaks(double first, double... intervals) {
    int[] peaks = new int[intervals.length + 1];
    double at = first;
    for (int i = 0; i < peaks.length; i++) {
      peaks[i] = (int) Math.round(at * RATE);
      at += i < intervals.length ? intervals[i] : 0;
    }
    return peaks;
  }

  /** As many equal intervals. */
  static double[] steady(int count, double seconds) {
    double[] intervals = new double[count];
    java.util.Arrays.fill(intervals, seconds);
    return intervals;
  }
}
