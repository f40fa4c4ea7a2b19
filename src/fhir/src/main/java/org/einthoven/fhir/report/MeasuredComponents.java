package org.einthoven.fhir.report;

import java.util.List;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.inference.reading.RrVariability;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;

/** The variation of RR and the ST level of each lead, as components. */
final class MeasuredComponents {

  private static final double HUNDREDTHS = 100;

  private MeasuredComponents() {}

  /** In whole milliseconds. */
  static void write(Observation mean, RrVariability rr) {
    milliseconds(mean, ReadingCode.RR_DEVIATION, rr.deviation());
    milliseconds(mean, ReadingCode.RR_SUCCESSIVE, rr.successive());
    milliseconds(mean, ReadingCode.RR_SHORTEST, rr.shortest());
    milliseconds(mean, ReadingCode.RR_LONGEST, rr.longest());
  }

  private static void milliseconds(Observation mean, ReadingCode code, double value) {
    mean.addComponent()
        .setCode(code.concept())
        .setValue(ResultObservations.quantity(Math.rint(value), "ms", "ms"));
  }

  /** 60 ms after the J point, to a hundredth of a millivolt. */
  static void write(Observation levels, List<LeadMeasurement> leads) {
    for (LeadMeasurement lead : leads) {
      ObservationComponentComponent level =
          levels.addComponent().setCode(ReadingCode.stLevelOf(lead.lead()));
      if (lead.stAt60() instanceof Measure.NotAssessed not) {
        level.setDataAbsentReason(ResultObservations.notPerformed(not.reason()));
      } else {
        double millivolts = lead.stAt60().toOptional().orElseThrow();
        level.setValue(
            ResultObservations.quantity(
                Math.rint(HUNDREDTHS * millivolts) / HUNDREDTHS, "mV", "mV"));
      }
    }
  }
}
