package org.einthoven.server.security;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.PatientCompartment;
import org.einthoven.server.search.ResourceLinks;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.index.CompartmentIndex;
import org.einthoven.server.store.index.Criterion;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What belongs to the patient whom a requester is confined to: the Patient compartment, with those
 * merged into the Patient. For everybody else everything does.
 */
@Singleton
public class Confinement {

  /**
   * What may be written within a compartment. A document, a file, a Provenance or a Subscription
   * would bring in, or carry out, what is not the patient's.
   */
  private static final Set<String> WRITTEN =
      Set.of(
          "DetectedIssue",
          "Encounter",
          "Observation",
          "RiskAssessment",
          "ServiceRequest",
          "Specimen");

  private final CompartmentIndex index;
  private final SearchParameters parameters;
  private final MergedPatients merged;
  private final Denials denials;

  /** By the search index. */
  public Confinement(
      CompartmentIndex index, SearchParameters parameters, MergedPatients merged, Denials denials) {
    this.index = index;
    this.parameters = parameters;
    this.merged = merged;
    this.denials = denials;
  }

  /** The ids of the Patients: one and those merged into it, or none where the token names none. */
  List<String> patients(Requester who) {
    List<String> patients = new ArrayList<>();
    who.patient()
        .ifPresent(
            patient -> {
              patients.add(patient);
              patients.addAll(merged.mergedInto(patient));
            });
    return patients;
  }

  /** Those of some resources that the requester may be shown. */
  Set<ResourceId> among(Requester who, Collection<ResourceId> ids) {
    if (!who.isConfined()) {
      return new HashSet<>(ids);
    }
    return index.among(PatientCompartment.DEFINITION, patients(who), ids);
  }

  /** Whether the requester may be shown a resource as it is now. */
  public boolean holds(Requester who, ResourceId id) {
    return !who.isConfined() || among(who, List.of(id)).contains(id);
  }

  /**
   * Whether the requester may be shown this version of a resource that they may be shown as it is
   * now: it may have been another patient's then.
   */
  public boolean held(Requester who, StoredVersion version) {
    if (!who.isConfined()) {
      return true;
    }
    if (version.deleted()) {
      return false;
    }
    Set<String> named =
        PatientCompartment.patients(ResourceReader.resource(version).resource(), parameters);
    return named.isEmpty() || patients(who).stream().anyMatch(named::contains);
  }

  /** What every match has to meet. */
  Criterion within(Requester who) {
    return new Criterion.Within(PatientCompartment.DEFINITION, patients(who));
  }

  /**
   * Holds what is to be written against the compartment.
   *
   * @param there whether there is a resource of this id
   * @param promised what is stored with it
   */
  void checkWrite(
      Requester who, ResourceId id, boolean there, Resource resource, Set<ResourceId> promised) {
    if (!who.isConfined()) {
      return;
    }
    if (!WRITTEN.contains(id.type())) {
      throw denials.of(who, "write " + id.type() + " for one patient");
    }
    if (there) {
      checkThere(who, id);
    }
    List<String> own = patients(who);
    Set<String> named = new TreeSet<>(PatientCompartment.patients(resource, parameters));
    List<Base> subjects =
        PatientCompartment.owner(id.type())
            .flatMap(name -> parameters.find(id.type(), name))
            .map(parameter -> parameter.values(resource))
            .orElse(List.of());
    boolean owned =
        !subjects.isEmpty()
            && subjects.stream()
                .allMatch(each -> each instanceof Reference reference && isOne(reference, own));
    if (!owned || !own.containsAll(named)) {
      throw denials.of(who, "write " + id.type() + " of another patient");
    }
    checkLinks(who, id, resource, promised);
  }

  private static boolean isOne(Reference reference, List<String> own) {
    return own.stream().anyMatch(id -> ("Patient/" + id).equals(reference.getReference()));
  }

  /** What is referred to comes into the compartment: only what is there already may be. */
  private void checkLinks(
      Requester who, ResourceId id, Resource resource, Set<ResourceId> promised) {
    Set<ResourceId> linked = new HashSet<>();
    ResourceLinks.visit(
        resource,
        (reference, place) -> {
          IdType target = new IdType(reference.getReference());
          if (target.hasResourceType() && target.hasIdPart() && !target.isAbsolute()) {
            linked.add(new ResourceId(target.getResourceType(), target.getIdPart()));
          }
        });
    linked.removeAll(promised);
    linked.remove(id);
    linked.removeAll(among(who, linked));
    if (!linked.isEmpty()) {
      throw denials.of(who, "write " + id.type() + " with references outside the compartment");
    }
  }

  /** What lies outside is to them as what is not there (404). */
  public void checkThere(Requester who, ResourceId id) {
    if (!holds(who, id)) {
      throw new ResourceNotFoundException(new IdType(id.type(), id.id()));
    }
  }

  /** Deletes nothing for one patient. */
  void checkDelete(Requester who, ResourceId id) {
    if (who.isConfined()) {
      throw denials.of(who, "delete " + id.type() + " for one patient");
    }
  }
}
