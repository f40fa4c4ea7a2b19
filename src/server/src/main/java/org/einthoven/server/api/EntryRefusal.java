package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.function.Supplier;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.Outcomes;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;

/** Refusals inside a Bundle, whose places begin at the Bundle. */
final class EntryRefusal {

  private EntryRefusal() {}

  /** Does something for an entry; a refusal gets the entry as its place. */
  static <T> T at(int number, Supplier<T> work) {
    try {
      return work.get();
    } catch (BaseServerResponseException e) {
      throw placed(e, number);
    }
  }

  static InvalidRequestException of(int number, String problem, String remedy) {
    return new InvalidRequestException(
        problem,
        (OperationOutcome)
            Outcomes.refused(
                    new ReadResult.Refused(
                        ReadResult.Reason.INVALID, problem, "Bundle.entry[" + number + "]", remedy))
                .resource());
  }

  private static BaseServerResponseException placed(BaseServerResponseException e, int number) {
    String entry = "Bundle.entry[" + number + "]";
    OperationOutcome outcome;
    if (e.getOperationOutcome() instanceof OperationOutcome own) {
      outcome = own;
    } else {
      outcome = new OperationOutcome();
      outcome
          .addIssue()
          .setSeverity(OperationOutcome.IssueSeverity.ERROR)
          .setCode(OperationOutcome.IssueType.PROCESSING)
          .setDiagnostics(e.getMessage());
    }
    for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
      if (!issue.hasExpression()) {
        issue.addExpression(entry);
      }
      for (StringType place : issue.getExpression()) {
        place.setValue(placed(place.getValue(), entry));
      }
    }
    e.setOperationOutcome(outcome);
    return e;
  }

  private static String placed(String place, String entry) {
    if (place.startsWith("Bundle.")) {
      return place;
    }
    int dot = place.indexOf('.');
    boolean inResource = dot > 0 && Character.isUpperCase(place.charAt(0));
    return inResource ? entry + ".resource" + place.substring(dot) : entry;
  }
}
