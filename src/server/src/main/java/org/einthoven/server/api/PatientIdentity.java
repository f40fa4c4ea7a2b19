package org.einthoven.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Whom something names as its patient.
 *
 * @param stored the Patient of this server that is referred to, null where there is none
 * @param identifiers those with an assigning authority; others mean nothing outside of their source
 */
record PatientIdentity(@Nullable ResourceId stored, List<SentIdentifier> identifiers) {

  PatientIdentity {
    identifiers =
        identifiers.stream()
            .filter(identifier -> identifier.authority() != null && !identifier.value().isBlank())
            .toList();
  }

  /** What the reference itself says of a subject: an address and an identifier. */
  static PatientIdentity of(Reference subject) {
    return new PatientIdentity(
        storedPatient(subject).orElse(null), sent(List.of(subject.getIdentifier())));
  }

  /** What the Patient says that a subject refers to inside of the resource; empty without one. */
  static Optional<PatientIdentity> contained(Reference subject, DomainResource within) {
    String local = subject.getReference();
    if (local == null || !local.startsWith("#")) {
      return Optional.empty();
    }
    return within.getContained().stream()
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .filter(patient -> local.equals("#" + bare(patient.getIdElement().getIdPart())))
        .map(PatientIdentity::of)
        .findFirst();
  }

  /** By the identifiers of a Patient. */
  static PatientIdentity of(Patient patient) {
    return new PatientIdentity(null, sent(patient.getIdentifier()));
  }

  /** Both together. */
  PatientIdentity and(PatientIdentity other) {
    List<SentIdentifier> all = new ArrayList<>(identifiers);
    all.addAll(other.identifiers);
    return new PatientIdentity(stored == null ? other.stored : stored, all);
  }

  /**
   * Whether the two are surely different: two stored Patients, or identifiers of one authority that
   * have no value in common. What cannot be compared is no conflict.
   */
  boolean conflictsWith(PatientIdentity other) {
    if (stored != null && other.stored != null) {
      return !stored.equals(other.stored);
    }
    return identifiers.stream()
        .anyMatch(
            own ->
                other.identifiers.stream().anyMatch(theirs -> sameAuthority(own, theirs))
                    && identifiers.stream()
                        .filter(one -> sameAuthority(one, own))
                        .noneMatch(other.identifiers::contains));
  }

  private static String bare(@Nullable String id) {
    return id == null ? "" : id.replaceFirst("^#", "");
  }

  private static boolean sameAuthority(SentIdentifier one, SentIdentifier other) {
    return one.authority() != null && one.authority().equals(other.authority());
  }

  private static List<SentIdentifier> sent(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
        .map(identifier -> new SentIdentifier(identifier.getSystem(), identifier.getValue()))
        .toList();
  }

  private static Optional<ResourceId> storedPatient(Reference subject) {
    String address = subject.getReference();
    if (address == null || address.contains(":")) {
      return Optional.empty();
    }
    IdType id = new IdType(address);
    return "Patient".equals(id.getResourceType()) && id.hasIdPart()
        ? Optional.of(new ResourceId("Patient", id.getIdPart()))
        : Optional.empty();
  }

  /** Says nothing of whom. */
  @Override
  public String toString() {
    return "PatientIdentity[…]";
  }
}
