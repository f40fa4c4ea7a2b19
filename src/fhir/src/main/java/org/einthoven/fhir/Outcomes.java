package org.einthoven.fhir;

import org.einthoven.ecg.format.ReadResult;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** OperationOutcomes that name the place and the remedy. */
public final class Outcomes {

  private Outcomes() {}

  /** A refusal as an OperationOutcome with one error. */
  public static FhirResource refused(ReadResult.Refused refusal) {
    return of(
        IssueSeverity.ERROR,
        type(refusal.reason()),
        refusal.problem(),
        refusal.place(),
        refusal.remedy());
  }

  /**
   * A refusal of something that nobody may do here.
   *
   * @param place a FHIRPath
   */
  public static FhirResource forbidden(String problem, String place, String remedy) {
    return of(IssueSeverity.ERROR, IssueType.FORBIDDEN, problem, place, remedy);
  }

  /**
   * A note that something was accepted but not assessed.
   *
   * @param problem why, without patient data
   * @param place a FHIRPath
   * @param remedy what would make it analysable
   */
  public static FhirResource notAssessed(String problem, String place, String remedy) {
    return of(
        IssueSeverity.WARNING, IssueType.INCOMPLETE, "not assessed: " + problem, place, remedy);
  }

  private static FhirResource of(
      IssueSeverity severity, IssueType type, String problem, String place, String remedy) {
    OperationOutcome outcome = new OperationOutcome();
    OperationOutcome.OperationOutcomeIssueComponent issue =
        outcome.addIssue().setSeverity(severity).setCode(type);
    issue.setDiagnostics(sentence(problem) + " " + sentence(remedy));
    if (!place.isEmpty()) {
      issue.addExpression(place);
    }
    return FhirResource.of(outcome);
  }

  private static IssueType type(ReadResult.Reason reason) {
    return switch (reason) {
      case EMPTY -> IssueType.REQUIRED;
      case MALFORMED -> IssueType.STRUCTURE;
      case UNSAFE -> IssueType.SECURITY;
      case TOO_LARGE -> IssueType.TOOLONG;
      case UNSUPPORTED -> IssueType.NOTSUPPORTED;
      case INVALID -> IssueType.INVALID;
    };
  }

  private static String sentence(String words) {
    if (words.isEmpty()) {
      return words;
    }
    String begun = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}
