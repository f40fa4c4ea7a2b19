package org.einthoven.fhir.recording;

import java.util.List;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.SentIdentifier;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** A FHIR Patient as a source names a patient. */
public final class SentPatients {

  private SentPatients() {}

  /** Identifiers, first name in the list, birth date and gender. */
  public static PatientAsSent of(Patient patient) {
    HumanName name = patient.getNameFirstRep();
    String whole = name.getText();
    return new PatientAsSent(
        identifiers(patient),
        name.hasFamily() ? name.getFamily() : whole,
        name.hasGiven() ? name.getGivenAsSingleString() : null,
        patient.getBirthDateElement().getValueAsString(),
        patient.hasGender() ? patient.getGender().toCode() : null);
  }

  static List<SentIdentifier> identifiers(Patient patient) {
    return patient.getIdentifier().stream()
        .filter(Identifier::hasValue)
        .map(SentContext::sent)
        .toList();
  }
}
