package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.Outcomes;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Refusals as the exceptions that HAPI answers with. */
final class Refusing {

  private Refusing() {}

  /** With the status that fits the reason. */
  static BaseServerResponseException of(ReadResult.Refused refusal) {
    BaseServerResponseException e =
        BaseServerResponseException.newInstance(Statuses.of(refusal.reason()), refusal.problem());
    e.setOperationOutcome((OperationOutcome) Outcomes.refused(refusal).resource());
    return e;
  }

  /** Something valid in form that cannot be done (422). */
  static BaseServerResponseException invalid(String problem, String place, String remedy) {
    return of(new ReadResult.Refused(ReadResult.Reason.INVALID, problem, place, remedy));
  }
}
