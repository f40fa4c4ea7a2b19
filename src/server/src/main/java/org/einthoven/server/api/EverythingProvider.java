package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.einthoven.server.search.DateSpan;
import org.einthoven.server.search.PatientCompartment;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.search.SearchParsing;
import org.einthoven.server.search.WholePatient;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.security.Confinement;
import org.einthoven.server.security.Permission;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.index.CompartmentIndex;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** {@code Patient/ID/$everything} (FHIR R4, Patient operations 8.1.16.1). */
@Singleton
public class EverythingProvider implements OperationProvider {

  private static final Set<String> PARAMETERS =
      Set.of("start", "end", "_since", "_type", "_count", SearchParsing.AFTER);
  private static final int USUAL = 100;

  private final WholePatient patients;
  private final ResourceStore store;
  private final AccessRules rules;
  private final Confinement confinement;

  /** Over what is stored. */
  public EverythingProvider(
      WholePatient patients, ResourceStore store, AccessRules rules, Confinement confinement) {
    this.rules = rules;
    this.confinement = confinement;
    this.patients = patients;
    this.store = store;
  }

  /** A page of the Patient's resources. */
  @Description(
      "The Patient, all resources of its compartment, and what these refer to: devices, persons,"
          + " places, files, and their Provenance")
  @Operation(
      name = "$everything",
      type = Patient.class,
      canonicalUrl = OperationCanonical.PATIENT_EVERYTHING,
      idempotent = true,
      bundleType = BundleTypeEnum.SEARCHSET)
  public Bundle everything(@IdParam IdType id, ServletRequestDetails request) {
    OperationArguments arguments = OperationArguments.of(request, PARAMETERS);
    Requester who = Exchange.of(request).requester();
    rules.check(who, Permission.READ, "Patient");
    confinement.checkThere(who, new ResourceId("Patient", id.getIdPart()));
    CompartmentIndex.Query query = query(id.getIdPart(), arguments, request, who);
    StoredVersion patient =
        store
            .current(new ResourceId("Patient", id.getIdPart()))
            .orElseThrow(() -> new ResourceNotFoundException(id));
    if (patient.deleted()) {
      throw new ResourceGoneException(id);
    }
    WholePatient.Page page = patients.page(query);
    CompartmentIndex.Row next = page.next();
    String base = request.getFhirServerBase();
    Bundle bundle =
        SearchBundles.of(
            base,
            base + "/Patient/" + id.getIdPart() + "/$everything",
            arguments.all(),
            page.resources(),
            next == null ? List.of() : List.of(next.resourceType(), next.resourceId()));
    return bundle.setTotal((int) page.total());
  }

  private CompartmentIndex.Query query(
      String patient, OperationArguments arguments, ServletRequestDetails request, Requester who) {
    List<String> asked =
        arguments.types(
            Set.copyOf(SearchParameters.STORED_TYPES), OperationArguments.lenient(request));
    List<String> types =
        rules.shown(who, asked.isEmpty() ? List.copyOf(PatientCompartment.types()) : asked);
    if (types.isEmpty()) {
      rules.check(who, Permission.READ, String.join(" or ", asked));
    }
    @Nullable Instant from = arguments.date("start").map(DateSpan::low).orElse(null);
    @Nullable Instant until = arguments.date("end").map(DateSpan::high).orElse(null);
    if (from != null && until != null && !from.isBefore(until)) {
      throw OperationArguments.refused("end", "is before start", "send a start before the end");
    }
    return new CompartmentIndex.Query(
        patient,
        from,
        until,
        arguments.instant("_since").orElse(null),
        types,
        arguments
            .one(SearchParsing.AFTER)
            .map(token -> SearchBundles.after(token, 2))
            .map(parts -> new CompartmentIndex.Row(parts.get(0), parts.get(1)))
            .orElse(null),
        arguments.count(USUAL));
  }
}
