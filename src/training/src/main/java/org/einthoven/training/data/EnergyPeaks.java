package org.einthoven.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.signal.Butterworth;
import org.einthoven.ecg.signal.Gaps;

/** R peaks where the band from 8 to 25 Hz of all leads together changes most. */
public final class EnergyPeaks implements RPeaks {

  @Override
  public int[] find(Recording recording) {
    double rate = recording.samplesPerSecond();
    int length = recording.length();
    double[] change = new double[length];
    double[] size = new double[length];
    for (LeadSignal lead : recording.leads()) {
      float[] band =
          Butterworth.bandPass(2, 8, 25, rate).zeroPhase(Gaps.bridge(lead.microvolts()).bridged());
      for (int i = 1; i < length; i++) {
        change[i] += (band[i] - band[i - 1]) * (band[i] - band[i - 1]);
        size[i] += Math.abs(band[i]);
      }
    }
    int width = (int) Math.round(0.104 * rate);
    double[] smooth = new double[length];
    double sum = 0;
    for (int i = 0; i < length + width / 2; i++) {
      sum += i < length ? Math.sqrt(change[i]) : 0;
      sum -= i >= width ? Math.sqrt(change[i - width]) : 0;
      if (i >= width / 2) {
        smooth[i - width / 2] = sum;
      }
    }
    double[] sorted = smooth.clone();
    Arrays.sort(sorted);
    double threshold = 0.35 * sorted[(int) (0.98 * (length - 1))];
    int apart = (int) (0.3 * rate);
    List<Integer> peaks = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      boolean highest = smooth[i] > threshold;
      for (int j = Math.max(0, i - apart); highest && j < Math.min(length, i + apart); j++) {
        highest = smooth[j] < smooth[i] || j == i || (smooth[j] == smooth[i] && j > i);
      }
      if (highest) {
        int near = (int) (0.07 * rate);
        int best = i;
        for (int j = Math.max(0, i - near); j < Math.min(length, i + near); j++) {
          best = size[j] > size[best] ? j : best;
        }
        if (peaks.isEmpty() || best > peaks.get(peaks.size() - 1)) {
          peaks.add(best);
        }
      }
    }
    return peaks.stream().mapToInt(Integer::intValue).toArray();
  }
}
