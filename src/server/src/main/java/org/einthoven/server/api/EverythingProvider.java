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
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.search.SearchParsing;
import org.einthoven.server.search.WholePatient;
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

  /** Over what is stored. */
  public EverythingProvider(WholePatient patients, ResourceStore store) {
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
    CompartmentIndex.Query query = query(id.getIdPart(), arguments, request);
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

  private static CompartmentIndex.Query query(
      String patient, OperationArguments arguments, ServletRequestDetails request) {
    List<String> types =
        arguments.types(
            Set.copyOf(SearchParameters.STORED_TYPES), OperationArguments.lenient(request));
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
