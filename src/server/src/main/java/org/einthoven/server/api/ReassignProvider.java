package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.analysis.AnalysisBusyException;
import org.einthoven.server.analysis.AnalysisFailedException;
import org.einthoven.server.analysis.ImmediateAnalysis;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.ResourceId;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * {@code DiagnosticReport/ID/$reassign}: the report was issued for the wrong patient. Answers with
 * the report that is issued anew for the right one.
 */
@Singleton
public class ReassignProvider {

  private static final Set<String> KNOWN = new TreeSet<>(Set.of("patient", "reason"));

  private final Reassigning reassigning;
  private final ImmediateAnalysis immediate;
  private final ResourceReader reader;

  /** With what corrects reports. */
  public ReassignProvider(
      Reassigning reassigning, ImmediateAnalysis immediate, ResourceReader reader) {
    this.reassigning = reassigning;
    this.immediate = immediate;
    this.reader = reader;
  }

  /** Withdraws the report, files its ECG under the right patient and reports it anew. */
  @Description("Withdraws a report of the wrong patient and issues it anew for the right one")
  @Operation(
      name = "$reassign",
      type = DiagnosticReport.class,
      canonicalUrl = OperationCanonical.DIAGNOSTIC_REPORT_REASSIGN)
  public DiagnosticReport reassign(
      @IdParam IdType id,
      @ResourceParam @Nullable IBaseResource body,
      ServletRequestDetails request) {
    OperationInput input = OperationInput.of(body, KNOWN, request.getFhirServerBase());
    ResourceId right =
        input
            .patient("patient")
            .orElseThrow(
                () -> OperationInput.wrong("patient", "is missing", "name the right Patient"));
    String reason = input.text("reason");
    String sender = Exchange.of(request.getServletRequest()).sender();
    ResourceId wrong = new ResourceId("DiagnosticReport", id.getIdPart());
    // A place first: where there is none, nothing is withdrawn.
    try (ImmediateAnalysis.Seat seat = immediate.open()) {
      JobLease lease =
          QuarkusTransaction.requiringNew()
              .call(
                  () ->
                      reassigning.reassign(
                          wrong, right, reason, sender, seat.owner(), seat.leaseTime()));
      ResourceId report = seat.analyse(lease);
      return QuarkusTransaction.requiringNew()
          .call(() -> reader.read(report))
          .map(FhirResource::resource)
          .map(DiagnosticReport.class::cast)
          .orElseThrow(() -> new ResourceNotFoundException(report.reference()));
    } catch (AnalysisBusyException e) {
      throw later("Too many analyses are waited for; nothing was changed. Ask again.");
    } catch (AnalysisFailedException e) {
      throw later(
          "The report is withdrawn and its ECG is filed under the right patient; "
              + e.getMessage()
              + ". The Task of the ECG says when it is reported.");
    }
  }

  private static BaseServerResponseException later(String words) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(OperationOutcome.IssueType.TRANSIENT)
        .setDiagnostics(words);
    BaseServerResponseException later = new UnclassifiedServerFailureException(503, words, outcome);
    later.addResponseHeader("Retry-After", "2");
    return later;
  }
}
