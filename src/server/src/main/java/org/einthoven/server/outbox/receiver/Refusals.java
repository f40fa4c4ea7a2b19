package org.einthoven.server.outbox.receiver;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.Outcomes;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;

/** What cannot be done as asked (422), with the place and the remedy. */
final class Refusals {

  private Refusals() {}

  static UnprocessableEntityException of(String problem, String place, String remedy) {
    return new UnprocessableEntityException(
        problem,
        (IBaseOperationOutcome)
            Outcomes.refused(
                    new ReadResult.Refused(ReadResult.Reason.INVALID, problem, place, remedy))
                .resource());
  }
}
