package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
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

  /** A parameter of the request that is not understood (400). */
  static BaseServerResponseException invalidParameter(String name, String problem, String remedy) {
    return new InvalidRequestException(
        problem,
        (OperationOutcome)
            Outcomes.refused(
                    new ReadResult.Refused(
                        ReadResult.Reason.INVALID,
                        "the parameter " + name + " " + problem,
                        "http." + name,
                        remedy))
                .resource());
  }

  /** What others stand in the way of (409). */
  static BaseServerResponseException conflict(String problem, String place, String remedy) {
    return new ResourceVersionConflictException(
        problem,
        (OperationOutcome)
            Outcomes.refused(
                    new ReadResult.Refused(ReadResult.Reason.INVALID, problem, place, remedy))
                .resource());
  }

  /** A change of what stays as it was made (403). */
  static BaseServerResponseException fixed(String problem, String place, String remedy) {
    return new ForbiddenOperationException(
        problem, (OperationOutcome) Outcomes.forbidden(problem, place, remedy).resource());
  }
}
