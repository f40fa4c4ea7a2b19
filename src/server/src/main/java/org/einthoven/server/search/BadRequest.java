package org.einthoven.server.search;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.Outcomes;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;

/** Answers to requests that cannot be carried out as sent, with the place and the remedy. */
public final class BadRequest {

  private BadRequest() {}

  /** A search parameter that is not understood (400). */
  public static InvalidRequestException parameter(String name, String problem, String remedy) {
    return of("the search parameter " + name + " " + problem, "http." + name, remedy);
  }

  /** Anything else (400). */
  public static InvalidRequestException of(String problem, String place, String remedy) {
    IBaseOperationOutcome outcome =
        (IBaseOperationOutcome)
            Outcomes.refused(
                    new ReadResult.Refused(ReadResult.Reason.INVALID, problem, place, remedy))
                .resource();
    return new InvalidRequestException(problem, outcome);
  }
}
