package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what names two patients (422): its report could be filed under the wrong one. Only what
 * can be compared is: two stored Patients, or identifiers of the same authority.
 */
@Singleton
public class IdentityCheck {

  private final ResourceReader stored;
  private final MergedPatients merged;

  /** Against the orders and Patients that are stored. */
  public IdentityCheck(ResourceReader stored, MergedPatients merged) {
    this.stored = stored;
    this.merged = merged;
  }

  /** Checks what is to be stored together, each against itself and against what ordered it. */
  void check(List<Deposit> deposits) {
    Map<ResourceId, Resource> sent = new HashMap<>();
    for (Deposit deposit : deposits) {
      sent.put(deposit.id(), deposit.resource().resource());
    }
    for (Deposit deposit : deposits) {
      Resource resource = deposit.resource().resource();
      if (resource instanceof Observation observation) {
        Reference subject = observation.getSubject();
        itself(observation, subject, deposit.place());
        orders(observation, subject, observation.getBasedOn(), deposit.place() + ".basedOn", sent);
      } else if (resource instanceof DocumentReference document) {
        Reference subject = document.getSubject();
        itself(document, subject, deposit.place());
        List<Reference> related = document.getContext().getRelated();
        orders(document, subject, related, deposit.place() + ".context.related", sent);
      }
    }
  }

  /**
   * Checks a document against the patient whom the file in it names.
   *
   * @param recorded null where the file names nobody
   */
  void checkFile(Deposit deposit, @Nullable PatientAsSent recorded) {
    if (recorded != null && deposit.resource().resource() instanceof DocumentReference document) {
      refuseFile(document, new PatientIdentity(null, recorded.identifiers()), deposit.place());
    }
  }

  /** Checks a document against the Observation of the recording in it that is there already. */
  void checkLink(Deposit deposit, Observation recorded) {
    if (deposit.resource().resource() instanceof DocumentReference document) {
      refuseFile(document, named(recorded, recorded.getSubject()), deposit.place());
    }
  }

  private void refuseFile(DocumentReference document, PatientIdentity inFile, String place) {
    PatientIdentity said = named(document, document.getSubject());
    PatientIdentity known =
        Optional.ofNullable(said.stored())
            .flatMap(stored::read)
            .map(FhirResource::resource)
            .filter(Patient.class::isInstance)
            .map(patient -> said.and(PatientIdentity.of((Patient) patient)))
            .orElse(said);
    if (known.conflictsWith(inFile)) {
      throw Refusing.invalid(
          "the subject and the file name different patients",
          place + ".subject",
          "send the file of this patient, or name the patient of the file as subject");
    }
  }

  private static void itself(DomainResource resource, Reference subject, String place) {
    PatientIdentity said = PatientIdentity.of(subject);
    if (PatientIdentity.contained(subject, resource).filter(said::conflictsWith).isPresent()) {
      throw Refusing.invalid(
          "the identifier of the subject and the contained Patient name different patients",
          place + ".subject.identifier",
          "send the identifier of one patient in both, or leave one out");
    }
  }

  private void orders(
      DomainResource resource,
      Reference subject,
      List<Reference> references,
      String place,
      Map<ResourceId, Resource> sent) {
    for (int i = 0; i < references.size(); i++) {
      Optional<ServiceRequest> order = order(references.get(i), sent);
      if (order.filter(found -> differ(resource, subject, found)).isPresent()) {
        throw Refusing.invalid(
            "the subject and the order name different patients",
            place + "[" + i + "]",
            "refer to an order of this patient, or name the patient of the order as subject");
      }
    }
  }

  /** Whether an ECG and an order name two patients. */
  boolean differ(DomainResource ecg, Reference subject, ServiceRequest order) {
    return known(ecg, subject).conflictsWith(known(order, order.getSubject()));
  }

  /** What is said of a patient and what is stored of them; those who were merged are one. */
  private PatientIdentity known(DomainResource resource, Reference subject) {
    PatientIdentity said = named(resource, subject);
    ResourceId named = said.stored();
    if (named == null) {
      return said;
    }
    ResourceId survivor = merged.survivor(named);
    PatientIdentity known = new PatientIdentity(survivor, said.identifiers());
    for (ResourceId id : List.of(named, survivor)) {
      Resource there = stored.read(id).map(FhirResource::resource).orElse(null);
      if (there instanceof Patient patient) {
        known = known.and(PatientIdentity.of(patient));
      }
    }
    return known;
  }

  private Optional<ServiceRequest> order(Reference reference, Map<ResourceId, Resource> sent) {
    String address = reference.getReference();
    if (address == null || address.contains(":")) {
      return Optional.empty();
    }
    IdType id = new IdType(address);
    if (!"ServiceRequest".equals(id.getResourceType()) || !id.hasIdPart()) {
      return Optional.empty();
    }
    ResourceId key = new ResourceId("ServiceRequest", id.getIdPart());
    Resource beside = sent.get(key);
    return Optional.ofNullable(beside)
        .or(() -> stored.read(key).map(FhirResource::resource))
        .filter(ServiceRequest.class::isInstance)
        .map(ServiceRequest.class::cast);
  }

  private static PatientIdentity named(DomainResource resource, Reference subject) {
    PatientIdentity said = PatientIdentity.of(subject);
    return PatientIdentity.contained(subject, resource).map(said::and).orElse(said);
  }
}
