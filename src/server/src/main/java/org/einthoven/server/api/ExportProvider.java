package org.einthoven.server.api;

import ca.uhn.fhir.model.api.annotation.Description;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.search.BadRequest;
import org.einthoven.server.search.PatientCompartment;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.security.AccessRules;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.export.ExportJobs;
import org.einthoven.server.store.export.ExportRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;

/**
 * The kick-off of {@code $export} (FHIR Bulk Data Access IG 2.0.0); {@link BulkServlet} follows.
 */
@Singleton
public class ExportProvider implements OperationProvider {

  private static final Set<String> PARAMETERS = Set.of("_outputFormat", "_since", "_type");
  private static final Set<String> FORMATS =
      Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");
  private static final int TOO_MANY = 429;
  private static final String RETRY_SECONDS = "60";

  private final ExportJobs jobs;
  private final AuditTrail audit;
  private final IdSource ids;
  private final int limit;
  private final AccessRules rules;

  /** Into the queue of exports. */
  public ExportProvider(
      ExportJobs jobs,
      AuditTrail audit,
      IdSource ids,
      EinthovenSettings settings,
      AccessRules rules) {
    this.rules = rules;
    this.jobs = jobs;
    this.audit = audit;
    this.ids = ids;
    this.limit = settings.export().limit();
  }

  /** Of all resources. */
  @Description("Exports all resources as NDJSON files, in the background")
  @Operation(
      name = "$export",
      idempotent = true,
      manualResponse = true,
      canonicalUrl = OperationCanonical.EXPORT)
  public void all(
      ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    start(details, request, response, false, Set.copyOf(SearchParameters.STORED_TYPES));
  }

  /** Of all Patients. */
  @Description(
      "Exports all Patients and what belongs to them, as $everything does, as NDJSON files, in the"
          + " background")
  @Operation(
      name = "$export",
      type = Patient.class,
      idempotent = true,
      manualResponse = true,
      canonicalUrl = OperationCanonical.PATIENT_EXPORT)
  public void patients(
      ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    start(details, request, response, true, PatientCompartment.types());
  }

  private void start(
      ServletRequestDetails details,
      HttpServletRequest request,
      HttpServletResponse response,
      boolean patients,
      Set<String> offered)
      throws IOException {
    if (!OperationArguments.prefers(details, "respond-async")) {
      throw BadRequest.of(
          "an export is not answered at once", "http.Prefer", "send Prefer: respond-async");
    }
    OperationArguments arguments = OperationArguments.unshaped(details, PARAMETERS);
    arguments
        .one("_outputFormat")
        .filter(format -> !FORMATS.contains(format))
        .ifPresent(
            format -> {
              throw OperationArguments.refused(
                  "_outputFormat", "is not a format that is written", "leave it out for NDJSON");
            });
    List<String> types = arguments.types(offered, OperationArguments.lenient(details));
    List<String> wanted = types.isEmpty() ? offered.stream().sorted().toList() : types;
    ExportRequest asked =
        new ExportRequest(
            ids.next(),
            Requester.of(request).agent(),
            details.getCompleteUrl(),
            patients,
            rules.exported(Requester.of(request), wanted),
            arguments.instant("_since").orElse(null));
    QuarkusTransaction.joiningExisting().run(() -> add(asked));
    String base = details.getFhirServerBase();
    String root = base.endsWith("/fhir") ? base.substring(0, base.length() - 5) : base;
    String address = root + "/bulk/" + asked.id();
    response.setHeader("Content-Location", address);
    Answers.write(
        request, response, HttpServletResponse.SC_ACCEPTED, FhirResource.of(said(address)));
  }

  private void add(ExportRequest asked) {
    if (!jobs.add(asked, limit)) {
      throw later();
    }
    audit.record(
        new AuditedEvent(
            AuditedAction.EXPORT_REQUESTED,
            AuditedEvent.Outcome.SUCCESS,
            asked.requester(),
            List.of(),
            null,
            asked.id().toString()));
  }

  private static OperationOutcome said(String address) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.INFORMATION)
        .setCode(OperationOutcome.IssueType.INFORMATIONAL)
        .setDiagnostics("The export has begun; " + address + " tells how far it is.");
    return outcome;
  }

  private static BaseServerResponseException later() {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(OperationOutcome.IssueType.THROTTLED)
        .setDiagnostics(
            "As many exports are unfinished as may be. Ask again once one has ended, or cancel"
                + " one.");
    BaseServerResponseException later =
        new UnclassifiedServerFailureException(TOO_MANY, "too many exports", outcome);
    later.addResponseHeader("Retry-After", RETRY_SECONDS);
    return later;
  }
}
