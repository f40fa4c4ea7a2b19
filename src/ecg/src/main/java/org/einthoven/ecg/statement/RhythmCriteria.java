package org.einthoven.ecg.statement;

import org.einthoven.ecg.measurement.EcgMeasurements;

/** Sinus rhythm by its P waves, and the PR interval. */
final class RhythmCriteria {

  private static final double SLOW = 50;
  private static final double FAST = 100;
  private static final double SINUS_AXIS_FROM = 0;
  private static final double SINUS_AXIS_TO = 90;
  private static final double SHORTEST_SINUS_PR = 100;
  private static final double LONGEST_PR = 200;
  private static final double ARRHYTHMIC = 120;

  private RhythmCriteria() {}

  static void judge(Evidence evidence) {
    sinus(evidence);
    double pr = Evidence.value(evidence.measured().pr());
    if (pr > LONGEST_PR) {
      evidence.add(Criterion.FIRST_DEGREE_AV_BLOCK, "PR interval %.0f ms, above 200 ms", pr);
    }
  }

  private static void sinus(Evidence evidence) {
    EcgMeasurements measured = evidence.measured();
    double axis = Evidence.value(measured.pAxis());
    double pr = Evidence.value(measured.pr());
    double rate = Evidence.value(measured.heartRatePerMinute());
    if (!(axis >= SINUS_AXIS_FROM && axis <= SINUS_AXIS_TO && pr >= SHORTEST_SINUS_PR)
        || Double.isNaN(rate)) {
      return;
    }
    Criterion criterion =
        rate < SLOW
            ? Criterion.SINUS_BRADYCARDIA
            : rate > FAST ? Criterion.SINUS_TACHYCARDIA : Criterion.SINUS_RHYTHM;
    evidence.add(
        criterion,
        "P waves with an axis of %.0f° (normal 0° to 90°) begin %.0f ms before the QRS complexes,"
            + " heart rate %.0f/min",
        axis,
        pr,
        rate);
    double differ = Evidence.value(measured.rrLongest()) - Evidence.value(measured.rrShortest());
    if (differ > ARRHYTHMIC) {
      evidence.add(
          Criterion.SINUS_ARRHYTHMIA,
          "RR intervals that differ by %.0f ms, above 120 ms, with the P waves of a sinus rhythm",
          differ);
    }
  }
}
