package org.einthoven.server.api;

import org.einthoven.fhir.FhirResource;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What a sender is told of an ECG that was accepted. */
final class Said {

  private Said() {}

  static FhirResource of(Registration registration) {
    OperationOutcome outcome = new OperationOutcome();
    OperationOutcome.OperationOutcomeIssueComponent issue =
        outcome.addIssue().setSeverity(IssueSeverity.INFORMATION);
    String where = "its analysis is " + registration.task().reference();
    if (registration instanceof Registration.Repeat repeat) {
      issue.setCode(IssueType.DUPLICATE);
      issue.setDiagnostics(
          "This recording came before as "
              + repeat.source().reference()
              + "; nothing was stored again; "
              + repeat.report().map(report -> "its report is " + report.reference()).orElse(where)
              + ".");
    } else {
      issue.setCode(IssueType.INFORMATIONAL);
      issue.setDiagnostics(
          "The recording is kept as " + registration.source().reference() + "; " + where + ".");
    }
    return FhirResource.of(outcome);
  }

  /** A resource of which there is nothing else to say. */
  static OperationOutcome stored() {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.INFORMATION)
        .setCode(IssueType.INFORMATIONAL)
        .setDiagnostics("Stored.");
    return outcome;
  }

  /** A document of an ECG that is there already. */
  static FhirResource linked(RecordingFacts recording) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.INFORMATION)
        .setCode(IssueType.DUPLICATE)
        .setDiagnostics(
            "The recording in this file came before as "
                + recording.source().reference()
                + "; the document is linked to it and no second report is made; "
                + recording
                    .report()
                    .map(report -> "its report is " + report.reference())
                    .orElse("its analysis is " + recording.task().reference())
                + ".");
    return FhirResource.of(outcome);
  }

  /** An ECG that cannot be analysed, again. */
  static FhirResource notAssessedBefore(ResourceId source, ResourceId report) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.INFORMATION)
        .setCode(IssueType.DUPLICATE)
        .setDiagnostics(
            "This recording came before as "
                + source.reference()
                + "; nothing was stored again; why it is not assessed says "
                + report.reference()
                + ".");
    return FhirResource.of(outcome);
  }

  /** A file that is kept as any other, and why it was not read. */
  static FhirResource notRead(String problem, String remedy) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(IssueSeverity.WARNING)
        .setCode(IssueType.NOTSUPPORTED)
        .setDiagnostics(
            "Stored, but not read as an ECG: " + problem + ". To have it read: " + remedy + ".");
    return FhirResource.of(outcome);
  }
}
