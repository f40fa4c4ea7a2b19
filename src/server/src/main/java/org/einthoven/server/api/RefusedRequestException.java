package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.Outcomes;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused before FHIR is reached, with the status and the OperationOutcome of its
 * answer.
 */
final class RefusedRequestException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient FhirResource outcome;
  private final @Nullable String retryAfter;

  RefusedRequestException(ReadResult.Refused refusal) {
    this(Statuses.of(refusal.reason()), refusal);
  }

  RefusedRequestException(int status, ReadResult.Refused refusal) {
    super(refusal.problem());
    this.status = status;
    this.outcome = Outcomes.refused(refusal);
    this.retryAfter = null;
  }

  /** With the answer that HAPI would have given. */
  RefusedRequestException(BaseServerResponseException answer) {
    super(answer.getMessage());
    this.status = answer.getStatusCode();
    this.outcome = FhirResource.of((OperationOutcome) answer.getOperationOutcome());
    this.retryAfter =
        answer.getResponseHeaders().getOrDefault("Retry-After", List.of()).stream()
            .findFirst()
            .orElse(null);
  }

  /** The seconds after which to try again, null where that does not help. */
  @Nullable String retryAfter() {
    return retryAfter;
  }

  int status() {
    return status;
  }

  FhirResource outcome() {
    return outcome;
  }
}
