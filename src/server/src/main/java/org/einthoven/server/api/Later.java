package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What is said of a request that is answered later. */
final class Later {

  private static final int TOO_MANY = 429;
  private static final String RETRY_SECONDS = "60";

  private Later() {}

  /**
   * Answers that it was accepted, and where it is followed (RFC 7240 4.1, FHIR R5 async-bundle).
   *
   * @param base the address of the FHIR API
   */
  static void accepted(
      UUID id, String base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String address = root(base) + "/async/" + id;
    response.setHeader("Content-Location", address);
    Answers.write(
        request,
        response,
        HttpServletResponse.SC_ACCEPTED,
        outcome(
            IssueSeverity.INFORMATION,
            IssueType.INFORMATIONAL,
            "The request was accepted; " + address + " tells how far it is."));
  }

  private static String root(String base) {
    return base.endsWith("/fhir") ? base.substring(0, base.length() - "/fhir".length()) : base;
  }

  static BaseServerResponseException tooMany() {
    String words = "As many requests are answered later as may be.";
    BaseServerResponseException later =
        new UnclassifiedServerFailureException(
            TOO_MANY,
            words,
            (OperationOutcome)
                outcome(
                        IssueSeverity.ERROR,
                        IssueType.THROTTLED,
                        words + " Ask again once one has ended, or cancel one.")
                    .resource());
    later.addResponseHeader("Retry-After", RETRY_SECONDS);
    return later;
  }

  static ResourceNotFoundException nothing() {
    return new ResourceNotFoundException(
        "no such request",
        (OperationOutcome)
            outcome(
                    IssueSeverity.ERROR,
                    IssueType.NOTFOUND,
                    "There is no such request, or it is not yours, was cancelled or has expired."
                        + " Send the same Einthoven-Sender as with the request, or ask again.")
                .resource());
  }

  static FhirResource outcome(IssueSeverity severity, IssueType type, String words) {
    OperationOutcome outcome = new OperationOutcome();
    outcome.addIssue().setSeverity(severity).setCode(type).setDiagnostics(words);
    return FhirResource.of(outcome);
  }
}
