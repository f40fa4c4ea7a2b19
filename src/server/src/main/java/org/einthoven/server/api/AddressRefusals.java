package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.einthoven.server.search.SearchParameters;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Says of HAPI's own refusals, which bear a text for developers and no remedy, what is wrong with
 * the address and what to do.
 */
final class AddressRefusals {

  private static final String PLACE = "http.path";

  private AddressRefusals() {}

  /** Gives a refusal of HAPI's the outcome that a client can use; ours have their own. */
  static BaseServerResponseException explained(BaseServerResponseException refusal) {
    String words = refusal.getMessage() == null ? "" : refusal.getMessage();
    if (words.contains("The FHIR endpoint on this server does not know how to handle")) {
      refusal.setOperationOutcome(
          outcome(
              IssueType.NOTSUPPORTED,
              "This address does not offer this method with these parameters. See /fhir/metadata"
                  + " for what each type offers."));
    } else if (words.contains("resource body must contain an ID element")) {
      refusal.setOperationOutcome(
          outcome(
              IssueType.INVALID,
              "The id in the body is not that of the address, or there is none. Send the same id in"
                  + " both."));
    } else if (refusal.getOperationOutcome() != null) {
      return refusal;
    } else if (words.contains("Unknown resource type")) {
      refusal.setOperationOutcome(
          outcome(
              IssueType.NOTSUPPORTED,
              "There is no such resource type here. Use one of "
                  + String.join(", ", SearchParameters.RESOURCE_TYPES)
                  + "."));
    } else if (refusal instanceof ResourceNotFoundException && words.contains("is not known")) {
      refusal.setOperationOutcome(
          outcome(
              IssueType.NOTFOUND,
              "There is no such resource or version. Check its type and id, or search for it by"
                  + " its identifier."));
    } else if (refusal instanceof ResourceGoneException) {
      refusal.setOperationOutcome(
          outcome(
              IssueType.DELETED,
              "The resource was deleted. Its versions stay readable: add /_history to its"
                  + " address."));
    }
    return refusal;
  }

  private static OperationOutcome outcome(IssueType type, String words) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.ERROR)
        .setCode(type)
        .setDiagnostics(words)
        .addExpression(PLACE);
    return outcome;
  }
}
