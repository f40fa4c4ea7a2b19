package org.einthoven.fhir.order;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** What becomes of an order once its report is there (FHIR R4, ServiceRequest.status). */
public final class FulfilledOrders {

  private static final String ORDER = "ServiceRequest/";

  /** An order that was taken back, was a mistake or is done already stays as it is. */
  private static final Set<ServiceRequestStatus> CLOSED =
      Set.of(
          ServiceRequestStatus.REVOKED,
          ServiceRequestStatus.ENTEREDINERROR,
          ServiceRequestStatus.COMPLETED);

  private FulfilledOrders() {}

  /** The orders of this server that a report is based on, as {@code ServiceRequest/1}, sorted. */
  public static List<String> of(FhirResource report) {
    if (!(report.resource() instanceof DiagnosticReport body)) {
      throw new IllegalArgumentException("a " + report.type() + " is no DiagnosticReport");
    }
    return body.getBasedOn().stream()
        .map(Reference::getReference)
        .filter(reference -> reference != null && reference.startsWith(ORDER))
        .map(reference -> reference.replaceFirst("/_history/.*", ""))
        .distinct()
        .sorted()
        .toList();
  }

  /** The order as completed; empty where it stays as it is. The one given is not changed. */
  public static Optional<FhirResource> completed(FhirResource order) {
    if (!(order.resource() instanceof ServiceRequest before)
        || CLOSED.contains(before.getStatus())) {
      return Optional.empty();
    }
    ServiceRequest after = before.copy();
    after.setStatus(ServiceRequestStatus.COMPLETED);
    return Optional.of(FhirResource.of(after));
  }
}
