package org.einthoven.fhir.recording;

import java.util.Optional;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
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
    String text = subject == null ? null : subject.getReference();
    // What is contained in the ECG is the identity as sent, which refers to nobody.
    return text == null || text.startsWith("#") ? "" : text;
  }

  /** The subject's identifier; empty unless both system and value are given. */
  public static Optional<SentIdentifier> identifier(FhirResource ecg) {
    Reference subject = subject(ecg.resource());
    return subject != null
            && subject.getIdentifier().hasSystem()
            && subject.getIdentifier().hasValue()
        ? Optional.of(SentContext.sent(subject.getIdentifier()))
        : Optional.empty();
  }

  /**
   * The ECG with a literal reference to its subject. An ECG that has one already, or has no place
   * for one, is returned as it is; the one given is not changed. What was sent of the subject
   * (identifier, display) stays; a contained patient, which was what was sent, goes.
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
    String asSent = subject.getReference();
    if (asSent != null && copy instanceof DomainResource ecgItself) {
      ecgItself.getContained().removeIf(contained -> asSent.equals("#" + bareId(contained)));
    }
    subject.setReference(patient);
    return FhirResource.of(copy);
  }

  /**
   * The ECG filed under another patient: what was sent of the wrong one (identifier, display, a
   * contained Patient) goes. The one given is not changed.
   *
   * @param patient such as {@code Patient/1}
   */
  public static FhirResource refiled(FhirResource ecg, String patient) {
    Resource copy = ecg.resource().copy();
    Reference wrong = subject(copy);
    if (wrong == null) {
      return ecg;
    }
    String asSent = wrong.getReference();
    if (asSent != null && copy instanceof DomainResource ecgItself) {
      ecgItself.getContained().removeIf(contained -> asSent.equals("#" + bareId(contained)));
    }
    Reference right = new Reference(patient);
    if (copy instanceof Observation observation) {
      observation.setSubject(right);
    } else if (copy instanceof DocumentReference document) {
      document.setSubject(right);
    }
    return FhirResource.of(copy);
  }

  private static String bareId(Resource contained) {
    String id = contained.getIdElement().getIdPart();
    return id == null ? "" : id.replaceFirst("^#", "");
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
