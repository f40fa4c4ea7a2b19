package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.einthoven.server.search.BadRequest;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;

/**
 * {@code Patient/ID/$analyze}: all ECGs of a patient are read anew by the active model, in the
 * background; {@link AsyncServlet} follows.
 */
@Singleton
public class ReanalysisProvider implements OperationProvider {

  private final Reanalyzing reanalyzing;

  /** With what queues the ECGs. */
  public ReanalysisProvider(Reanalyzing reanalyzing) {
    this.reanalyzing = reanalyzing;
  }

  /** Queues the patient's ECGs. */
  @Description("Has all ECGs of the patient read anew by the active model, in the background")
  @Operation(
      name = "$analyze",
      type = Patient.class,
      canonicalUrl = OperationCanonical.PATIENT_ANALYZE,
      manualResponse = true)
  public void reanalyze(
      @IdParam IdType id,
      ServletRequestDetails details,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!OperationArguments.prefers(details, "respond-async")) {
      throw BadRequest.of(
          "the ECGs of a patient are not read anew at once",
          "http.Prefer",
          "send Prefer: respond-async; for one ECG use Observation/ID/$analyze");
    }
    OperationArguments.unshaped(details, Set.of());
    ResourceId patient = new ResourceId("Patient", id.getIdPart());
    String requester = Requester.of(request).agent();
    String asked = request.getMethod() + " " + details.getCompleteUrl();
    UUID begun =
        QuarkusTransaction.joiningExisting()
            .call(() -> reanalyzing.begin(patient, requester, asked));
    Later.accepted(begun, details.getFhirServerBase(), request, response);
  }
}
