package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** {@code DiagnosticReport/ID/$sign-off}: a clinician accepts, amends or rejects a report. */
@Singleton
public class SignOffProvider implements OperationProvider {

  private final SigningOff signing;
  private final Clock clock;

  /** With what signs reports off. */
  public SignOffProvider(SigningOff signing, Clock clock) {
    this.signing = signing;
    this.clock = clock;
  }

  /** Answers with the version of the report that the clinician stands for. */
  @Description("Records that a clinician accepts, amends or rejects a report")
  @Operation(
      name = "$sign-off",
      type = DiagnosticReport.class,
      canonicalUrl = OperationCanonical.DIAGNOSTIC_REPORT_SIGN_OFF)
  public DiagnosticReport signOff(
      @IdParam IdType id,
      @ResourceParam @Nullable IBaseResource body,
      ServletRequestDetails request) {
    SignOffInput input =
        SignOffInput.of(
            body, request.getFhirServerBase(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    String sender = Exchange.of(request.getServletRequest()).sender();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> signing.sign(new ResourceId("DiagnosticReport", id.getIdPart()), input, sender));
  }
}
