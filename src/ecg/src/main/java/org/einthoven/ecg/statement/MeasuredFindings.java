package org.einthoven.ecg.statement;

import java.util.List;
import org.einthoven.ecg.measurement.EcgMeasurements;

/**
 * Holds measurements of an adult against the {@link Criterion criteria}. What was not measured
 * meets none; nothing here says that a recording is normal.
 */
public final class MeasuredFindings {

  private static final double LONG_QT_OF_WOMEN = 460;
  private static final double LONG_QT_OF_MEN = 450;
  private static final double SHORT_QT = 390;

  private MeasuredFindings() {}

  /**
   * The findings.
   *
   * @param person where sex is not known the wider limit holds; where age is not known nothing is
   *     found that depends on it
   */
  public static List<MeasuredFinding> of(EcgMeasurements measured, Person person) {
    Evidence evidence = new Evidence(measured, person);
    RhythmCriteria.judge(evidence);
    ConductionCriteria.judge(evidence);
    qt(evidence);
    VoltageCriteria.judge(evidence);
    InfarctionCriteria.judge(evidence);
    return evidence.findings();
  }

  private static void qt(Evidence evidence) {
    double limit = evidence.person().sex() == Sex.MALE ? LONG_QT_OF_MEN : LONG_QT_OF_WOMEN;
    double qtc = Evidence.value(evidence.measured().qtc().framingham());
    if (qtc <= SHORT_QT) {
      evidence.add(Criterion.SHORT_QT, "QTc (Framingham) %.0f ms, up to 390 ms", qtc);
    }
    if (evidence.hasNarrowQrs() && qtc >= limit) {
      evidence.add(
          Criterion.PROLONGED_QT,
          "QTc (Framingham) %.0f ms, from %.0f ms on, QRS duration %.0f ms",
          qtc,
          limit,
          evidence.qrs());
    }
  }
}
