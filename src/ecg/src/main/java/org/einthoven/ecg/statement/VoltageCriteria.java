package org.einthoven.ecg.statement;

import java.util.List;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.recording.Lead;

/** Low and high QRS complexes. */
final class VoltageCriteria {

  private static final double LOW_LIMB = 0.5;
  private static final int LIMB_LEADS = 6;
  private static final double SOKOLOW_LYON = 3.5;
  private static final int LEAST_YEARS = 40;
  private static final double CORNELL_OF_WOMEN = 2.0;
  private static final double CORNELL_OF_MEN = 2.8;

  private VoltageCriteria() {}

  static void judge(Evidence evidence) {
    low(evidence);
    if (evidence.hasNarrowQrs()) {
      sokolowLyon(evidence);
      cornell(evidence);
    }
  }

  private static void low(Evidence evidence) {
    List<Lead> limbs =
        evidence.measured().leads().stream()
            .map(LeadMeasurement::lead)
            .filter(Lead::isLimb)
            .toList();
    if (limbs.size() < LIMB_LEADS) {
      return;
    }
    double highest =
        limbs.stream()
            .mapToDouble(lead -> evidence.r(lead) + evidence.depth(lead))
            .reduce(0, Math::max);
    if (highest < LOW_LIMB) {
      evidence.add(
          Criterion.LOW_QRS_VOLTAGE,
          "QRS complexes of at most %.2f mV in the limb leads, below 0.5 mV",
          highest);
    }
  }

  private static void sokolowLyon(Evidence evidence) {
    double sum = evidence.depth(Lead.V1) + Math.max(evidence.r(Lead.V5), evidence.r(Lead.V6));
    if (sum >= SOKOLOW_LYON && evidence.person().isAtLeast(LEAST_YEARS)) {
      evidence.add(
          Criterion.LEFT_VENTRICULAR_VOLTAGE,
          "S in V1 and R in V5 or V6 %.2f mV (from 3.5 mV on, at 40 years and more: %d years)",
          sum,
          evidence.person().years().orElseThrow());
    }
  }

  private static void cornell(Evidence evidence) {
    double sum = evidence.depth(Lead.V3) + evidence.r(Lead.AVL);
    double limit = evidence.person().sex() == Sex.FEMALE ? CORNELL_OF_WOMEN : CORNELL_OF_MEN;
    if (sum > limit) {
      evidence.add(
          Criterion.CORNELL_VOLTAGE, "S in V3 and R in aVL %.2f mV (above %.1f mV)", sum, limit);
    }
  }
}
