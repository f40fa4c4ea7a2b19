package org.einthoven.server.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.einthoven.server.store.index.Compartment;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The Patient compartment of FHIR R4 (CompartmentDefinition/patient, 4.0.1) for the types of this
 * server, with what explains it: devices, persons, places, files. The AuditEvents of a patient are
 * for those who look after the trail, and are not in it.
 */
public final class PatientCompartment {

  private static final Map<String, List<String>> MEMBERS =
      Map.ofEntries(
          Map.entry("DetectedIssue", List.of("patient")),
          Map.entry("DiagnosticReport", List.of("subject")),
          Map.entry("DocumentReference", List.of("subject", "author")),
          Map.entry("Encounter", List.of("patient")),
          Map.entry("Media", List.of("subject")),
          Map.entry("Observation", List.of("subject", "performer")),
          Map.entry("Patient", List.of("link")),
          Map.entry("Provenance", List.of("patient")),
          Map.entry("RelatedPerson", List.of("patient")),
          Map.entry("RiskAssessment", List.of("subject")),
          Map.entry("ServiceRequest", List.of("subject", "performer")),
          Map.entry("Specimen", List.of("subject")));

  private static final List<String> SUPPORTING =
      List.of("Device", "Location", "Organization", "Practitioner", "PractitionerRole");

  private static final Map<String, String> CARE_DATES =
      Map.ofEntries(
          Map.entry("DetectedIssue", "identified"),
          Map.entry("DiagnosticReport", "date"),
          Map.entry("DocumentReference", "period"),
          Map.entry("Encounter", "date"),
          Map.entry("Media", "created"),
          Map.entry("Observation", "date"),
          Map.entry("RiskAssessment", "date"),
          Map.entry("ServiceRequest", "occurrence"),
          Map.entry("Specimen", "collected"));

  /** As the index follows it. */
  public static final Compartment DEFINITION = new Compartment(MEMBERS, SUPPORTING, CARE_DATES);

  private PatientCompartment() {}

  /**
   * The ids of the Patients of this server whom a resource names as theirs, by its content. What
   * only explains others names nobody.
   */
  public static Set<String> patients(Resource resource, SearchParameters parameters) {
    Set<String> patients = new TreeSet<>();
    if (resource instanceof Patient && resource.getIdElement().hasIdPart()) {
      patients.add(resource.getIdElement().getIdPart());
    }
    for (String name : MEMBERS.getOrDefault(resource.fhirType(), List.of())) {
      parameters.find(resource.fhirType(), name).map(found -> found.values(resource)).stream()
          .flatMap(List::stream)
          .filter(Reference.class::isInstance)
          .map(value -> new IdType(((Reference) value).getReference()))
          .filter(target -> "Patient".equals(target.getResourceType()) && target.hasIdPart())
          .filter(target -> !target.isAbsolute())
          .forEach(target -> patients.add(target.getIdPart()));
    }
    return patients;
  }

  /** The parameter by which a type says whose it is before all others; empty where it has none. */
  public static Optional<String> owner(String type) {
    return MEMBERS.getOrDefault(type, List.of()).stream().findFirst();
  }

  /** Every type that a patient's resources may have. */
  public static Set<String> types() {
    Set<String> types = new TreeSet<>(MEMBERS.keySet());
    types.addAll(SUPPORTING);
    types.add("Binary");
    return types;
  }
}
