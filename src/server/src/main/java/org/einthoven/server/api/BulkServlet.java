package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.export.ExportFiles;
import org.einthoven.server.store.export.ExportJobs;
import org.einthoven.server.store.export.ExportState;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * {@code /bulk/ID}: how far an export is, its manifest, its cancellation; {@code /bulk/ID/FILE}: a
 * file of it (FHIR Bulk Data Access IG 2.0.0). Every request is checked to come from who asked for
 * the export; to anybody else there is none.
 */
@WebServlet(urlPatterns = "/bulk/*")
public class BulkServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NDJSON = "application/fhir+ndjson";
  private static final String RETRY_SECONDS = "2";

  // Servlets are made before the settings and the database are there.
  private final transient Instance<ExportJobs> jobs;
  private final transient Instance<ExportFiles> files;
  private final transient Instance<AuditTrail> audit;
  private final transient Instance<Faults> faults;
  private final transient Instance<EinthovenSettings> settings;

  /** With the exports. */
  @Inject
  public BulkServlet(
      Instance<ExportJobs> jobs,
      Instance<ExportFiles> files,
      Instance<AuditTrail> audit,
      Instance<Faults> faults,
      Instance<EinthovenSettings> settings) {
    this.jobs = jobs;
    this.files = files;
    this.audit = audit;
    this.faults = faults;
    this.settings = settings;
  }

  /**
   * What an address names.
   *
   * @param file empty for the export itself
   */
  private record Address(UUID job, String file) {

    static Address of(HttpServletRequest request) {
      String path = request.getPathInfo();
      String[] parts = path == null ? new String[0] : path.substring(1).split("/", -1);
      if (parts.length == 1 || parts.length == 2) {
        try {
          UUID job = UUID.fromString(parts[0]);
          if (job.toString().equals(parts[0])) {
            return new Address(job, parts.length == 1 ? "" : parts[1]);
          }
        } catch (IllegalArgumentException e) {
          // Answered below like any other address of nothing.
        }
      }
      throw nothing();
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      switch (request.getMethod()) {
        case "GET", "HEAD" -> get(Address.of(request), request, response);
        case "DELETE" -> delete(Address.of(request), request, response);
        default -> {
          response.setHeader("Allow", "GET, HEAD, DELETE");
          Answers.write(
              request,
              response,
              HttpServletResponse.SC_METHOD_NOT_ALLOWED,
              outcome(
                  OperationOutcome.IssueType.NOTSUPPORTED,
                  "An export is only read and deleted here. Begin one by GET /fhir/$export."));
        }
      }
    } catch (RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      Answers.refuse(request, response, new RefusedRequestException(faults.get().answer(e)));
    }
  }

  private void get(Address address, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String requester = Requester.of(request);
    ExportState state = jobs.get().find(address.job(), requester).orElseThrow(BulkServlet::nothing);
    if (address.file().isEmpty()) {
      status(state, request, response);
      return;
    }
    if (state.files().stream().noneMatch(file -> file.name().equals(address.file()))) {
      throw nothing();
    }
    note(AuditedAction.EXPORT_FILE_READ, requester, address.job() + "/" + address.file());
    file(address, request, response);
  }

  private void file(Address address, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(NDJSON);
    response.setHeader("Vary", "Accept-Encoding");
    boolean gzip = FhirFilter.acceptsGzip(request);
    if (gzip) {
      response.setHeader("Content-Encoding", "gzip");
    }
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    try (InputStream stored = files.get().read(address.job(), address.file());
        InputStream answered = gzip ? stored : new GZIPInputStream(stored)) {
      answered.transferTo(response.getOutputStream());
    }
  }

  private void status(ExportState state, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Instant finished = state.finishedAt();
    if (finished == null) {
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      response.setHeader("X-Progress", state.written() + " resources written");
      response.setHeader("Retry-After", RETRY_SECONDS);
      return;
    }
    response.setHeader(
        "Expires",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            finished.plus(settings.get().export().keep()).atOffset(ZoneOffset.UTC)));
    if (state.failure() != null) {
      Answers.write(
          request,
          response,
          HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
          outcome(
              OperationOutcome.IssueType.EXCEPTION,
              "The export failed: " + state.failure() + ". Ask for it again."));
      return;
    }
    response.setContentType("application/json;charset=UTF-8");
    response
        .getOutputStream()
        .write(JSON.writeValueAsBytes(manifest(state, request.getRequestURL().toString())));
  }

  private static ObjectNode manifest(ExportState state, String address) {
    ObjectNode manifest = JSON.createObjectNode();
    manifest
        .put("transactionTime", String.valueOf(state.transactionTime()))
        .put("request", state.address())
        .put("requiresAccessToken", false);
    ArrayNode output = manifest.putArray("output");
    ArrayNode deleted = manifest.putArray("deleted");
    manifest.putArray("error");
    for (ExportState.File file : state.files()) {
      (file.deleted() ? deleted : output)
          .addObject()
          .put("type", file.resourceType())
          .put("url", address + "/" + file.name())
          .put("count", file.resources());
    }
    return manifest;
  }

  private void delete(Address address, HttpServletRequest request, HttpServletResponse response) {
    String requester = Requester.of(request);
    if (!address.file().isEmpty()) {
      throw nothing();
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (!jobs.get().remove(address.job(), requester)) {
                throw nothing();
              }
              note(AuditedAction.EXPORT_CANCELLED, requester, address.job().toString());
            });
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
  }

  private void note(AuditedAction action, String requester, String detail) {
    QuarkusTransaction.joiningExisting()
        .run(
            () ->
                audit
                    .get()
                    .record(
                        new AuditedEvent(
                            action,
                            AuditedEvent.Outcome.SUCCESS,
                            requester,
                            List.of(),
                            null,
                            detail)));
  }

  private static ResourceNotFoundException nothing() {
    return new ResourceNotFoundException(
        "no such export",
        (OperationOutcome)
            outcome(
                    OperationOutcome.IssueType.NOTFOUND,
                    "There is no such export, or it is not yours, was cancelled or has expired."
                        + " Send the same Einthoven-Sender as with $export, or export again.")
                .resource());
  }

  private static FhirResource outcome(OperationOutcome.IssueType type, String words) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(type)
        .setDiagnostics(words);
    return FhirResource.of(outcome);
  }
}
