package org.einthoven.fhir.validation;

import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Findings as an OperationOutcome (FHIR R4, Resource $validate). */
public final class ValidationOutcome {

  private static final int MOST = 200;

  private ValidationOutcome() {}

  /** One issue for each finding, and one that says so where there is none or not all are shown. */
  public static FhirResource of(List<Finding> findings) {
    OperationOutcome outcome = new OperationOutcome();
    for (Finding finding : findings.subList(0, Math.min(MOST, findings.size()))) {
      OperationOutcomeIssueComponent issue =
          outcome
              .addIssue()
              .setSeverity(severity(finding.severity()))
              .setCode(type(finding.kind()))
              .setDiagnostics(finding.words());
      issue.addExpression(finding.place());
    }
    if (findings.isEmpty()) {
      said(outcome, "Nothing is wrong with it.");
    } else if (findings.size() > MOST) {
      said(outcome, (findings.size() - MOST) + " more are not shown. Mend these and ask again.");
    }
    return FhirResource.of(outcome);
  }

  private static void said(OperationOutcome outcome, String words) {
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.INFORMATION)
        .setCode(IssueType.INFORMATIONAL)
        .setDiagnostics(words);
  }

  private static IssueSeverity severity(Finding.Severity severity) {
    return switch (severity) {
      case FATAL -> IssueSeverity.FATAL;
      case ERROR -> IssueSeverity.ERROR;
      case WARNING -> IssueSeverity.WARNING;
      case INFORMATION -> IssueSeverity.INFORMATION;
    };
  }

  private static IssueType type(Finding.Kind kind) {
    return switch (kind) {
      case REQUIRED -> IssueType.REQUIRED;
      case CODE -> IssueType.CODEINVALID;
      case INVARIANT -> IssueType.INVARIANT;
      case STRUCTURE -> IssueType.STRUCTURE;
      case NOT_CHECKED -> IssueType.NOTFOUND;
    };
  }
}
