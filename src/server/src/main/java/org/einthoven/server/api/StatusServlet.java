package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.security.Requester;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Where something is followed that is done in the background: how far it is, what came of it, its
 * cancellation. Every request is checked to come from who asked; to anybody else there is nothing.
 */
abstract class StatusServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String RETRY_SECONDS = "2";

  // Servlets are made before the settings and the database are there.
  private final transient Instance<AuditTrail> audit;
  private final transient Instance<Faults> faults;

  StatusServlet(Instance<AuditTrail> audit, Instance<Faults> faults) {
    this.audit = audit;
    this.faults = faults;
  }

  /**
   * What an address names.
   *
   * @param part what stands behind the id, empty for the thing itself
   */
  record Address(UUID id, String part) {}

  /** Answers how far it is, or what came of it. */
  abstract void get(Address address, HttpServletRequest request, HttpServletResponse response)
      throws IOException;

  /** Cancels it or throws its result away, in the current transaction. */
  abstract void cancel(Address address, String requester);

  /** What is said where there is nothing that the requester may follow. */
  abstract ResourceNotFoundException nothing();

  /** What is said to other methods. */
  abstract String onlyFollowed();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      switch (request.getMethod()) {
        case "GET", "HEAD" -> get(address(request), request, response);
        case "DELETE" -> {
          Address address = address(request);
          String requester = Requester.of(request).agent();
          QuarkusTransaction.requiringNew().run(() -> cancel(address, requester));
          response.setStatus(HttpServletResponse.SC_ACCEPTED);
        }
        default -> {
          response.setHeader("Allow", "GET, HEAD, DELETE");
          Answers.write(
              request,
              response,
              HttpServletResponse.SC_METHOD_NOT_ALLOWED,
              Later.outcome(IssueSeverity.ERROR, IssueType.NOTSUPPORTED, onlyFollowed()));
        }
      }
    } catch (RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      Answers.refuse(request, response, new RefusedRequestException(faults.get().answer(e)));
    }
  }

  private Address address(HttpServletRequest request) {
    String path = request.getPathInfo();
    String[] parts = path == null ? new String[0] : path.substring(1).split("/", -1);
    if (parts.length == 1 || parts.length == 2) {
      try {
        UUID id = UUID.fromString(parts[0]);
        if (id.toString().equals(parts[0])) {
          return new Address(id, parts.length == 1 ? "" : parts[1]);
        }
      } catch (IllegalArgumentException e) {
        // Answered below like any other address of nothing.
      }
    }
    throw nothing();
  }

  static void unfinished(HttpServletResponse response, String progress) {
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
    response.setHeader("X-Progress", progress);
    response.setHeader("Retry-After", RETRY_SECONDS);
  }

  static void finished(HttpServletResponse response, Instant at, Duration keep) {
    response.setHeader(
        "Expires",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(at.plus(keep).atOffset(ZoneOffset.UTC)));
  }

  /** Answers that it failed. */
  static void failed(HttpServletRequest request, HttpServletResponse response, String words)
      throws IOException {
    Answers.write(
        request,
        response,
        HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
        Later.outcome(IssueSeverity.ERROR, IssueType.EXCEPTION, words));
  }

  /** Records what the requester did, in the current transaction or in one of its own. */
  final void note(AuditedAction action, String requester, String detail) {
    AuditedEvent event =
        new AuditedEvent(action, AuditedEvent.Outcome.SUCCESS, requester, List.of(), null, detail);
    QuarkusTransaction.joiningExisting().run(() -> audit.get().record(event));
  }
}
