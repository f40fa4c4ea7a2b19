package org.einthoven.ecg.measurement;

/**
 * The QRS complex of one lead: outwards from its steepest part until the slope has fallen to a
 * share of the steepest, as with the wavelet of the first derivative in Martínez, Almeida, Olmos,
 * Rocha and Laguna (IEEE Trans. Biomed. Eng. 51:570, 2004). Constants chosen on LUDB's records 1 to
 * 70.
 */
final class QrsInLead {

  private static final int NEAR = 33;
  private static final int REACH_BEFORE = 60;
  private static final int REACH_AFTER = 75;
  private static final int QUIET = 6;
  private static final double SHARE_AT_ONSET = 0.04;
  private static final double SHARE_AT_END = 0.055;
  private static final double LOWEST = 0.04;

  private QrsInLead() {}

  static LeadWave of(TypicalBeat beat, int lead) {
    float[] signal = beat.millivolts()[lead];
    int r = beat.rPeak();
    int steepest = r;
    int highest = r;
    int lowest = r;
    for (int i = r - NEAR; i <= r + NEAR; i++) {
      steepest = slope(signal, i) > slope(signal, steepest) ? i : steepest;
      highest = signal[i] > signal[highest] ? i : highest;
      lowest = signal[i] < signal[lowest] ? i : lowest;
    }
    if (signal[highest] - signal[lowest] < LOWEST) {
      return LeadWave.none("the QRS complex is below 0.04 mV");
    }
    double most = slope(signal, steepest);
    int onset =
        outwards(signal, steepest, -1, Math.max(3, r - REACH_BEFORE), SHARE_AT_ONSET * most);
    int end =
        outwards(
            signal, steepest, 1, Math.min(signal.length - 4, r + REACH_AFTER), SHARE_AT_END * most);
    double level = signal[onset];
    int peak =
        Math.abs(signal[highest] - level) >= Math.abs(signal[lowest] - level) ? highest : lowest;
    return new LeadWave(
        Measure.of(beat.milliseconds(onset)),
        Measure.of(beat.milliseconds(Math.max(onset, Math.min(end, peak)))),
        Measure.of(beat.milliseconds(end)));
  }

  private static int outwards(float[] signal, int start, int step, int limit, double least) {
    int edge = start;
    int calm = 0;
    for (int i = start; i != limit && calm < QUIET; i += step) {
      if (slope(signal, i) > least) {
        edge = i;
        calm = 0;
      } else {
        calm++;
      }
    }
    return edge;
  }

  private static double slope(float[] signal, int at) {
    return Math.abs(signal[at + 2] - signal[at - 2]);
  }
}
