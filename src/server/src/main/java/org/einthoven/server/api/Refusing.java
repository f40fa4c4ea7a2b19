package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
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

  /** A deletion, which no type offers: what was once in a medical record stays in it (405). */
  static BaseServerResponseException deletion() {
    String problem = "deletion is not offered: a medical record is kept";
    return new MethodNotAllowedException(
        problem,
        (OperationOutcome)
            Outcomes.refused(
                    new ReadResult.Refused(
                        ReadResult.Reason.UNSUPPORTED,
                        problem,
                        "http.method",
                        "update the resource with the status entered-in-error, a Patient with"
                            + " active false"))
                .resource());
  }

  /** A change of what stays as it was made (403). */
  static BaseServerResponseException fixed(String problem, String place, String remedy) {
    return new ForbiddenOperationException(
        problem, (OperationOutcome) Outcomes.forbidden(problem, place, remedy).resource());
  }
}
