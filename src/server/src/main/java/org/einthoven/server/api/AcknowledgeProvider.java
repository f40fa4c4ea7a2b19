package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.inject.Singleton;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** {@code $acknowledge}: somebody has seen a critical report. */
@Singleton
public class AcknowledgeProvider implements OperationProvider {

  private final Acknowledging acknowledging;

  /** With what records it. */
  public AcknowledgeProvider(Acknowledging acknowledging) {
    this.acknowledging = acknowledging;
  }

  /** Records who has seen the report of the address. */
  @Description("Records that somebody has seen a critical report, which ends its repetition")
  @Operation(
      name = "$acknowledge",
      type = DiagnosticReport.class,
      canonicalUrl = OperationCanonical.DIAGNOSTIC_REPORT_ACKNOWLEDGE)
  public Provenance acknowledge(
      @IdParam IdType id,
      @ResourceParam @Nullable IBaseResource body,
      ServletRequestDetails request) {
    return acknowledging.acknowledge(
        id.getIdPart(), (Resource) body, Exchange.of(request.getServletRequest()));
  }
}
