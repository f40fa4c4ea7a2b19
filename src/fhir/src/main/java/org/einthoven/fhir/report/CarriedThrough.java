package org.einthoven.fhir.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a report takes over from the ECG as it was sent.
 *
 * @param subject null where the source names none
 * @param encounter null where the source names none
 * @param effective a dateTime or a Period, null where the source gives none of them
 * @param identifiers those of the source, among them accession, placer and filler numbers
 * @param basedOn the requests
 * @param source reference to the source itself
 */
record CarriedThrough(
    @Nullable Reference subject,
    @Nullable Reference encounter,
    @Nullable Type effective,
    List<Identifier> identifiers,
    List<Reference> basedOn,
    Reference source) {

  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  static CarriedThrough of(ReportContext context) {
    FhirResource source = context.source();
    Reference reference = new Reference().setType(source.type());
    if (source.id().isEmpty()) {
      reference.setIdentifier(
          new Identifier().setSystem(Codes.SHA256).setValue(context.payloadSha256()));
    } else {
      reference.setReference(source.reference());
    }
    if (source.resource() instanceof Observation observation) {
      return new CarriedThrough(
          subject(observation.getSubject(), observation.getContained()),
          outside(observation.getEncounter()),
          effective(observation.getEffective()),
          observation.getIdentifier(),
          observation.getBasedOn().stream()
              .map(CarriedThrough::outside)
              .filter(Objects::nonNull)
              .toList(),
          reference);
    }
    if (source.resource() instanceof DocumentReference document) {
      return new CarriedThrough(
          subject(document.getSubject(), document.getContained()),
          outside(document.getContext().getEncounterFirstRep()),
          document.getContext().hasPeriod() ? document.getContext().getPeriod() : null,
          document.getIdentifier(),
          List.of(),
          reference);
    }
    throw new IllegalArgumentException("a report is on an Observation or a DocumentReference");
  }

  /** The subject, or one that says that it is unknown, for resources that must have one. */
  Reference subjectOrUnknown() {
    if (subject != null) {
      return subject;
    }
    Reference unknown = new Reference();
    unknown.addExtension(unknown());
    return unknown;
  }

  /** The time, or one that says that it is unknown, for resources that must have one. */
  Type effectiveOrUnknown() {
    if (effective != null) {
      return effective;
    }
    DateTimeType unknown = new DateTimeType();
    unknown.addExtension(unknown());
    return unknown;
  }

  private static Extension unknown() {
    return new Extension(ABSENT, new CodeType("unknown"));
  }

  /** FHIR gives a report no instant: the same text is a dateTime. */
  private static @Nullable Type effective(@Nullable Type sent) {
    if (sent instanceof InstantType instant) {
      return new DateTimeType(instant.getValueAsString());
    }
    return sent instanceof DateTimeType || sent instanceof Period ? sent : null;
  }

  private static @Nullable Reference outside(@Nullable Reference sent) {
    if (sent == null || sent.isEmpty()) {
      return null;
    }
    Reference reference = sent.copy();
    if (reference.hasReference() && reference.getReference().startsWith("#")) {
      // The parser also hangs the contained resource itself on the reference, and the encoder would
      // write it as a reference to a stored Patient of the same id.
      reference.setReference(null);
      reference.setResource(null);
    }
    return reference.hasReference() || reference.hasIdentifier() || reference.hasDisplay()
        ? reference
        : null;
  }

  /** A patient contained in the source stays there; identifier or name point to who it is. */
  private static @Nullable Reference subject(@Nullable Reference sent, List<Resource> contained) {
    if (sent == null || sent.isEmpty()) {
      return null;
    }
    Reference subject = Objects.requireNonNullElseGet(outside(sent), Reference::new);
    if (subject.hasReference()) {
      return subject;
    }
    Optional<Patient> patient =
        contained.stream()
            .filter(Patient.class::isInstance)
            .map(Patient.class::cast)
            .filter(inside -> ("#" + inside.getIdElement().getIdPart()).equals(sent.getReference()))
            .findFirst();
    patient
        .filter(inside -> !subject.hasIdentifier() && inside.hasIdentifier())
        .ifPresent(inside -> subject.setIdentifier(inside.getIdentifierFirstRep()));
    patient
        .filter(inside -> !subject.hasDisplay() && inside.hasName())
        .map(inside -> name(inside.getNameFirstRep()))
        .ifPresent(subject::setDisplay);
    return subject.hasIdentifier() || subject.hasDisplay() ? subject.setType("Patient") : null;
  }

  private static String name(HumanName name) {
    return name.hasText() ? name.getText() : name.getNameAsSingleString();
  }
}
