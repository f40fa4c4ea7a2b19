package org.einthoven.inference.reading;

import java.util.Locale;
import org.einthoven.ecg.rhythm.RhythmFeature;
import org.einthoven.ecg.rhythm.RhythmWindow;

/**
 * What was measured of a rhythm, in words that can be checked on the tracing. The words only name
 * what the figure beside them shows; the probability is the model's.
 */
final class RhythmEvidence {

  /** A rhythm whose median change from beat to beat is larger looks irregular. */
  private static final double IRREGULAR = 0.06;

  /** What precedes the QRS complexes repeats itself where their mean correlation is higher. */
  private static final double REPEATS = 0.3;

  private RhythmEvidence() {}

  static String of(RhythmWindow window) {
    double step = window.value(RhythmFeature.ROBUST_MEDIAN_STEP);
    double alike = window.value(RhythmFeature.P_PAIR_LIKENESS);
    double waves = Math.exp(window.value(RhythmFeature.POWER_4_TO_9));
    return String.format(
        Locale.ROOT,
        "%s RR intervals (median change from beat to beat %.0f %%), %s P waves (mean correlation of"
            + " what precedes the QRS complexes %.2f), %.0f %% of the power between the beats at"
            + " 4 to 9 Hz",
        step > IRREGULAR ? "irregular" : "regular",
        100 * step,
        alike > REPEATS ? "repeated" : "no repeated",
        alike,
        100 * waves);
  }
}
