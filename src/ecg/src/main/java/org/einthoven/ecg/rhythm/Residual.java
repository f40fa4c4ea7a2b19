package org.einthoven.ecg.rhythm;

import static org.einthoven.ecg.beat.BeatPreparation.AFTER_R;
import static org.einthoven.ecg.beat.BeatPreparation.BEFORE_R;
import static org.einthoven.ecg.beat.BeatPreparation.SAMPLES_PER_SECOND;

import org.einthoven.ecg.beat.PreparedLead;

/**
 * What is left of a lead when each beat is replaced by its difference from the median beat and the
 * QRS complexes are bridged: fibrillatory waves, where there are any, and noise.
 */
final class Residual {

  private static final int QRS_HALF = 9;
  private static final int FEWEST_SAMPLES = 10;

  private Residual() {}

  /** Writes the features of a lead whose median beat is given. */
  static void write(PreparedLead lead, float[] median, FeatureRow row) {
    double amplitude = AtrialEvidence.amplitude(median);
    Spectrum spectrum = Spectrum.of(of(lead, median), SAMPLES_PER_SECOND);
    double total = spectrum.between(1, 40);
    row.set(RhythmFeature.POWER_1_TO_3, Math.log(spectrum.between(1, 3.5) / total));
    row.set(RhythmFeature.POWER_3_TO_6, Math.log(spectrum.between(3.5, 6) / total));
    row.set(RhythmFeature.POWER_6_TO_9, Math.log(spectrum.between(6, 9.5) / total));
    row.set(RhythmFeature.POWER_9_TO_15, Math.log(spectrum.between(9.5, 15) / total));
    row.set(RhythmFeature.POWER_15_TO_30, Math.log(spectrum.between(15, 30) / total));
    row.set(RhythmFeature.POWER_30_TO_60, Math.log(spectrum.between(30, 60) / total));
    double waves = spectrum.between(4, 9);
    row.set(RhythmFeature.POWER_4_TO_9, Math.log(waves / total));
    double dominant = spectrum.highest(3, 12);
    row.set(RhythmFeature.DOMINANT_HZ, dominant);
    row.set(
        RhythmFeature.DOMINANT_SHARE,
        Math.log(spectrum.between(dominant - 0.5, dominant + 0.501) / spectrum.between(3, 12)));
    double height = Math.log(amplitude);
    row.set(RhythmFeature.FIBRILLATORY_AMPLITUDE, 0.5 * Math.log(waves) - height);
    row.set(RhythmFeature.NOISE_AMPLITUDE, 0.5 * Math.log(spectrum.between(20, 60)) - height);
    row.set(RhythmFeature.RESIDUAL_AMPLITUDE, 0.5 * Math.log(total) - height);
    writeSignal(lead.millivolts(), height, row);
  }

  private static void writeSignal(float[] millivolts, double height, FeatureRow row) {
    double mean = 0;
    for (float value : millivolts) {
      mean += value / millivolts.length;
    }
    double second = 0;
    double fourth = 0;
    for (float value : millivolts) {
      double square = (value - mean) * (value - mean);
      second += square / millivolts.length;
      fourth += square * square / millivolts.length;
    }
    row.set(RhythmFeature.KURTOSIS, Math.log(fourth / (second * second + 1e-12) + 1e-3));
    row.set(RhythmFeature.SIGNAL_DEVIATION, 0.5 * Math.log(second + 1e-12) - height);
  }

  private static double[] of(PreparedLead lead, float[] median) {
    float[] signal = lead.millivolts();
    int[] places = lead.places();
    double[] rest = new double[signal.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = signal[i];
    }
    boolean[] bridged = new boolean[rest.length];
    for (int beat = 0; beat < places.length; beat++) {
      int r = places[beat];
      int from = Math.max(0, r - BEFORE_R);
      int to = Math.min(rest.length, r + AFTER_R);
      // Where beats stand close, each has the half of the way to the next.
      if (beat > 0 && places[beat - 1] + AFTER_R > from) {
        from = Math.max(from, (places[beat - 1] + r) / 2);
      }
      if (beat + 1 < places.length && places[beat + 1] - BEFORE_R < to) {
        to = Math.min(to, (places[beat + 1] + r) / 2);
      }
      subtract(signal, median, r, from, to, rest);
      for (int i = Math.max(0, r - QRS_HALF); i <= Math.min(rest.length - 1, r + QRS_HALF); i++) {
        bridged[i] = true;
      }
    }
    bridge(rest, bridged);
    return rest;
  }

  private static void subtract(
      float[] signal, float[] median, int r, int from, int to, double[] rest) {
    if (to - from <= FEWEST_SAMPLES) {
      return;
    }
    double[] difference = new double[to - from];
    for (int i = from; i < to; i++) {
      difference[i - from] = signal[i] - median[i - r + BEFORE_R];
    }
    double level = Numbers.median(difference);
    for (int i = from; i < to; i++) {
      rest[i] = difference[i - from] - level;
    }
  }

  private static void bridge(double[] rest, boolean[] bridged) {
    int i = 0;
    while (i < rest.length) {
      if (!bridged[i]) {
        i++;
        continue;
      }
      int to = i;
      while (to < rest.length && bridged[to]) {
        to++;
      }
      double left = i > 0 ? rest[i - 1] : to < rest.length ? rest[to] : 0;
      double right = to < rest.length ? rest[to] : left;
      for (int k = i; k < to; k++) {
        rest[k] = left + (right - left) * (k - i + 1) / (to - i + 1);
      }
      i = to;
    }
  }
}
