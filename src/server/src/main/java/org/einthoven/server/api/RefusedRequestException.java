package org.einthoven.server.api;

import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.Outcomes;

/**
 * A request that is refused before FHIR is reached, with the status and the OperationOutcome of its
 * answer.
 */
final class RefusedRequestException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ReadResult.Refused refusal;

  RefusedRequestException(ReadResult.Refused refusal) {
    this(Statuses.of(refusal.reason()), refusal);
  }

  RefusedRequestException(int status, ReadResult.Refused refusal) {
    super(refusal.problem());
    this.status = status;
    this.refusal = refusal;
  }

  int status() {
    return status;
  }

  FhirResource outcome() {
    return Outcomes.refused(refusal);
  }
}
