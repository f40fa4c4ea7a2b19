package org.einthoven.fhir.report;

import java.util.EnumMap;
import java.util.Map;
import org.einthoven.fhir.Codes;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.Reading;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;

/**
 * Intervals and axes as the components of one Observation; what could not be measured is a
 * component with the reason. The P axis has our own code alone: published sources disagree on its
 * LOINC code. The others stand without a display, of which there are several.
 */
final class IntervalPanel {

  private static final Map<EcgValue, Coding> LOINC = new EnumMap<>(EcgValue.class);

  static {
    loinc(EcgValue.PR, "8625-6");
    loinc(EcgValue.QRS, "8633-0");
    loinc(EcgValue.QT, "8634-8");
    loinc(EcgValue.QTC_BAZETT, "76635-2");
    loinc(EcgValue.QTC_FRIDERICIA, "76634-5");
    loinc(EcgValue.QRS_AXIS, "8632-2");
    loinc(EcgValue.T_AXIS, "8638-9");
  }

  private IntervalPanel() {}

  private static void loinc(EcgValue value, String code) {
    LOINC.put(value, new Coding().setSystem(Codes.LOINC).setCode(code));
  }

  /** Writes the components. */
  static void write(Observation panel, Reading reading, boolean withLoinc) {
    for (EcgValue value : EcgValue.values()) {
      CodeableConcept code = ReadingCode.of(value);
      if (withLoinc && LOINC.containsKey(value)) {
        code.getCoding().add(0, LOINC.get(value).copy());
      }
      Observation.ObservationComponentComponent component = panel.addComponent().setCode(code);
      Assessed<Double> measured = reading.value(value);
      if (measured instanceof Assessed.NotAssessed<Double> not) {
        component.setDataAbsentReason(ResultObservations.notPerformed(not.reason()));
      } else {
        double rounded = Math.rint(measured.toOptional().orElseThrow());
        component.setValue(ResultObservations.quantity(rounded, value.unit(), value.unit()));
      }
    }
  }
}
