package org.einthoven.ecg.statement;

import java.util.stream.Stream;
import org.einthoven.ecg.recording.Lead;

/**
 * The axis of the QRS complex and how it is conducted (Surawicz et al. 2009). Our QRS durations are
 * some milliseconds longer than those of the carts that the limits are of
 * (docs/results/delineation.md): of left bundle branch block from 130 ms on as many findings agree
 * with annotators as the rule for statements asks, from 120 ms on fewer.
 */
final class ConductionCriteria {

  private static final double LEFT_FROM = -90;
  private static final double LEFT_TO = -30;
  private static final double RIGHT_FROM = 90;

  private static final double LBBB_QRS = 130;
  private static final double LATE_R_PEAK = 60;
  private static final double RBBB_QRS = 120;
  private static final double LATE_R_IN_V1 = 0.1;
  private static final double WIDE_S = 40;
  private static final double WIDE_Q = 30;

  private static final double FASCICULAR_FROM = -90;
  private static final double FASCICULAR_TO = -45;
  private static final double SMALL_Q = 0.02;
  private static final double SMALL_R = 0.05;

  private ConductionCriteria() {}

  static void judge(Evidence evidence) {
    axis(evidence);
    leftBundle(evidence);
    rightBundle(evidence);
    leftAnteriorFascicle(evidence);
  }

  private static void axis(Evidence evidence) {
    double axis = Evidence.value(evidence.measured().qrsAxis());
    if (axis >= LEFT_FROM && axis < LEFT_TO) {
      evidence.add(Criterion.LEFT_AXIS_DEVIATION, "QRS axis %.0f°, between -30° and -90°", axis);
    } else if (axis > RIGHT_FROM) {
      evidence.add(Criterion.RIGHT_AXIS_DEVIATION, "QRS axis %.0f°, above 90°", axis);
    }
  }

  private static void leftBundle(Evidence found) {
    double peak = Math.max(found.rPeakTime(Lead.V5), found.rPeakTime(Lead.V6));
    if (found.qrs() >= LBBB_QRS
        && peak >= LATE_R_PEAK
        && found.depth(Lead.V1) > 2 * found.r(Lead.V1)
        && found.r(Lead.I) > found.s(Lead.I)
        && found.sDuration(Lead.I) < WIDE_S
        && found.qDuration(Lead.I) < WIDE_Q) {
      found.add(
          Criterion.LEFT_BUNDLE_BRANCH_BLOCK,
          "QRS duration %.0f ms (from 130 ms on), V1 mostly negative, no wide S or Q in I, R peak"
              + " %.0f ms after the beginning in V5 or V6 (from 60 ms on)",
          found.qrs(),
          peak);
    }
  }

  private static void rightBundle(Evidence found) {
    double wideS = Math.max(found.sDuration(Lead.I), found.sDuration(Lead.V6));
    if (found.lateLevel(Lead.V1) > LATE_R_IN_V1
        && found.rPeakTime(Lead.V1) >= LATE_R_PEAK
        && wideS >= WIDE_S) {
      found.add(
          found.qrs() >= RBBB_QRS
              ? Criterion.RIGHT_BUNDLE_BRANCH_BLOCK
              : Criterion.INCOMPLETE_RIGHT_BUNDLE_BRANCH_BLOCK,
          "QRS duration %.0f ms (complete from 120 ms on), late R in V1 (%.2f mV over the last 40 ms,"
              + " above 0.1 mV), S of %.0f ms in I or V6 (from 40 ms on)",
          found.qrs(),
          found.lateLevel(Lead.V1),
          wideS);
    }
  }

  private static void leftAnteriorFascicle(Evidence found) {
    double axis = Evidence.value(found.measured().qrsAxis());
    if (axis >= FASCICULAR_FROM
        && axis <= FASCICULAR_TO
        && found.hasNarrowQrs()
        && found.q(Lead.AVL) >= SMALL_Q
        && found.r(Lead.AVL) > found.q(Lead.AVL)
        && found.s(Lead.II) > found.r(Lead.II)
        && Stream.of(Lead.III, Lead.AVF)
            .allMatch(lead -> found.r(lead) > SMALL_R && found.s(lead) > found.r(lead))) {
      found.add(
          Criterion.LEFT_ANTERIOR_FASCICULAR_BLOCK,
          "QRS axis %.0f°, between -45° and -90°, qR in aVL, rS in II, III and aVF, QRS duration %.0f"
              + " ms, below 120 ms",
          axis,
          found.qrs());
    }
  }
}
