package org.einthoven.fhir.recording;

import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Whom an ECG is about, as its Observation or DocumentReference says. */
public final class Subjects {

  private Subjects() {}

  /** The literal reference to the subject, empty where there is none. */
  public static String reference(FhirResource ecg) {
    Reference subject = subject(ecg.resource());
    return subject == null || subject.getReference() == null ? "" : subject.getReference();
  }

  /**
   * The ECG with a literal reference to its subject. An ECG that has one already, or has no place
   * for one, is returned as it is; the one given is not changed. What was sent of the subject
   * (identifier, display) stays.
   *
   * @param patient such as {@code Patient/1}
   */
  public static FhirResource with(FhirResource ecg, String patient) {
    if (!reference(ecg).isEmpty()) {
      return ecg;
    }
    Resource copy = ecg.resource().copy();
    Reference subject = subject(copy);
    if (subject == null) {
      return ecg;
    }
    subject.setReference(patient);
    return FhirResource.of(copy);
  }

  private static @Nullable Reference subject(Resource resource) {
    if (resource instanceof Observation observation) {
      return observation.getSubject();
    }
    if (resource instanceof DocumentReference document) {
      return document.getSubject();
    }
    return null;
  }
}
