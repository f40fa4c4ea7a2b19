package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.hl7.fhir.r4.model.Patient;

/**
 * Keeps merges of Patients one step deep, however they are stored: a Patient is merged into one who
 * is there and was not merged, and nobody was merged into them before. So there are no chains and
 * no loops, and who survives is never a question.
 */
@Singleton
public class PatientMerges {

  private final ResourceStore store;
  private final ResourceReader stored;
  private final MergedPatients merged;

  /** Against what is stored. */
  public PatientMerges(ResourceStore store, ResourceReader stored, MergedPatients merged) {
    this.store = store;
    this.stored = stored;
    this.merged = merged;
  }

  /**
   * Checks what is to be stored together, and sets who is merged as inactive where that is left
   * open.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException naming the link (422)
   */
  void check(List<Deposit> deposits) {
    Map<ResourceId, Patient> sent = new HashMap<>();
    for (Deposit deposit : deposits) {
      if (deposit.resource().resource() instanceof Patient patient) {
        sent.put(deposit.id(), patient);
      }
    }
    Set<String> involved = new HashSet<>();
    sent.forEach(
        (id, patient) ->
            MergedPatients.replacement(patient)
                .ifPresent(
                    other -> {
                      involved.add(id.id());
                      involved.add(other.id());
                    }));
    hold(involved);
    for (Deposit deposit : deposits) {
      Patient patient = sent.get(deposit.id());
      if (patient != null) {
        Optional<ResourceId> into = MergedPatients.replacement(patient);
        if (into.isPresent()) {
          check(deposit, patient, into.get(), sent);
        }
      }
    }
  }

  /** Lets two merges of the same Patients come one after the other. */
  void hold(Set<String> patients) {
    // In one order everywhere, so that two merges do not wait for each other.
    patients.stream().sorted().forEach(id -> store.lock(new ResourceId("Patient", id)));
  }

  private void check(
      Deposit deposit, Patient patient, ResourceId into, Map<ResourceId, Patient> sent) {
    String place = deposit.place() + ".link";
    if (into.equals(deposit.id())) {
      throw Refusing.invalid(
          "the Patient is merged into itself", place, "name the Patient who survives");
    }
    Patient survivor =
        Optional.ofNullable(sent.get(into))
            .or(
                () ->
                    stored
                        .read(into)
                        .map(FhirResource::resource)
                        .filter(Patient.class::isInstance)
                        .map(Patient.class::cast))
            .orElse(null);
    if (survivor != null && MergedPatients.replacement(survivor).isPresent()) {
      throw Refusing.invalid(
          "the Patient is merged into one who was merged: merges do not form chains",
          place,
          "name the Patient who survives as the one who replaces");
    }
    boolean others =
        merged.mergedInto(deposit.id().id()).stream()
                .map(id -> new ResourceId("Patient", id))
                .anyMatch(id -> !sent.containsKey(id))
            || sent.values().stream()
                .anyMatch(
                    other ->
                        MergedPatients.replacement(other).filter(deposit.id()::equals).isPresent());
    if (others) {
      throw Refusing.invalid(
          "others were merged into this Patient: merges do not form chains",
          place,
          "merge those into the Patient who survives first");
    }
    if (patient.hasActive() && patient.getActive()) {
      throw Refusing.invalid(
          "a Patient who was merged is not active",
          deposit.place() + ".active",
          "send active as false, or leave it out");
    }
    patient.setActive(false);
  }
}
