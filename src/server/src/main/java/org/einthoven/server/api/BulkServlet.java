package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.export.ExportFiles;
import org.einthoven.server.store.export.ExportJobs;
import org.einthoven.server.store.export.ExportState;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * {@code /bulk/ID}: how far an export is, its manifest, its cancellation; {@code /bulk/ID/FILE}: a
 * file of it (FHIR Bulk Data Access IG 2.0.0).
 */
@WebServlet(urlPatterns = "/bulk/*")
public class BulkServlet extends StatusServlet {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NDJSON = "application/fhir+ndjson";

  // Servlets are made before the settings and the database are there.
  private final transient Instance<ExportJobs> jobs;
  private final transient Instance<ExportFiles> files;
  private final transient Instance<EinthovenSettings> settings;

  /** With the exports. */
  @Inject
  public BulkServlet(
      Instance<ExportJobs> jobs,
      Instance<ExportFiles> files,
      Instance<AuditTrail> audit,
      Instance<Faults> faults,
      Instance<EinthovenSettings> settings) {
    super(audit, faults);
    this.jobs = jobs;
    this.files = files;
    this.settings = settings;
  }

  @Override
  String onlyFollowed() {
    return "An export is only read and deleted here. Begin one by GET /fhir/$export.";
  }

  @Override
  void get(Address address, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String requester = Requester.of(request).agent();
    ExportState state = jobs.get().find(address.id(), requester).orElseThrow(this::nothing);
    if (address.part().isEmpty()) {
      status(state, request, response);
      return;
    }
    if (state.files().stream().noneMatch(file -> file.name().equals(address.part()))) {
      throw nothing();
    }
    note(AuditedAction.EXPORT_FILE_READ, requester, address.id() + "/" + address.part());
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
    try (InputStream stored = files.get().read(address.id(), address.part());
        InputStream answered = gzip ? stored : new GZIPInputStream(stored)) {
      answered.transferTo(response.getOutputStream());
    }
  }

  private void status(ExportState state, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Instant finished = state.finishedAt();
    if (finished == null) {
      unfinished(response, state.written() + " resources written");
      return;
    }
    finished(response, finished, settings.get().export().keep());
    if (state.failure() != null) {
      failed(request, response, "The export failed: " + state.failure() + ". Ask for it again.");
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

  @Override
  void cancel(Address address, String requester) {
    if (!address.part().isEmpty() || !jobs.get().remove(address.id(), requester)) {
      throw nothing();
    }
    note(AuditedAction.EXPORT_CANCELLED, requester, address.id().toString());
  }

  @Override
  ResourceNotFoundException nothing() {
    return new ResourceNotFoundException(
        "no such export",
        (OperationOutcome)
            Later.outcome(
                    IssueSeverity.ERROR,
                    IssueType.NOTFOUND,
                    "There is no such export, or it is not yours, was cancelled or has expired."
                        + " Send the same Einthoven-Sender as with $export, or export again.")
                .resource());
  }
}
