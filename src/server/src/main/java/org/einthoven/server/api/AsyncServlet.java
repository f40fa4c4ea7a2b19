package org.einthoven.server.api;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.WaveformStore;
import org.einthoven.server.store.async.AsyncInteractions;
import org.einthoven.server.store.async.AsyncRequest;
import org.einthoven.server.store.async.AsyncRequests;
import org.einthoven.server.store.async.InteractionState;
import org.einthoven.server.store.async.Reanalyses;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * {@code /async/ID}: how far a request is that is answered later, its answer, its cancellation
 * (FHIR R5, asynchronous interaction request pattern). Every request is checked to come from who
 * asked; to anybody else there is nothing.
 */
@WebServlet(urlPatterns = "/async/*")
public class AsyncServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String RETRY_SECONDS = "2";

  // Servlets are made before the settings and the database are there.
  private final transient Instance<AsyncRequests> requests;
  private final transient Instance<AsyncInteractions> interactions;
  private final transient Instance<WaveformStore> waveforms;
  private final transient Instance<Reanalyses> reanalyses;
  private final transient Instance<ReanalysisAnswer> answers;
  private final transient Instance<AuditTrail> audit;
  private final transient Instance<Faults> faults;
  private final transient Instance<EinthovenSettings> settings;

  /** With the requests. */
  @Inject
  public AsyncServlet(
      Instance<AsyncRequests> requests,
      Instance<AsyncInteractions> interactions,
      Instance<WaveformStore> waveforms,
      Instance<Reanalyses> reanalyses,
      Instance<ReanalysisAnswer> answers,
      Instance<AuditTrail> audit,
      Instance<Faults> faults,
      Instance<EinthovenSettings> settings) {
    this.requests = requests;
    this.interactions = interactions;
    this.waveforms = waveforms;
    this.reanalyses = reanalyses;
    this.answers = answers;
    this.audit = audit;
    this.faults = faults;
    this.settings = settings;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      switch (request.getMethod()) {
        case "GET", "HEAD" -> get(asked(request), request, response);
        case "DELETE" -> delete(asked(request), request, response);
        default -> {
          response.setHeader("Allow", "GET, HEAD, DELETE");
          Answers.write(
              request,
              response,
              HttpServletResponse.SC_METHOD_NOT_ALLOWED,
              Later.outcome(
                  IssueSeverity.ERROR,
                  IssueType.NOTSUPPORTED,
                  "A request is only followed and cancelled here. Send it to /fhir."));
        }
      }
    } catch (RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      Answers.refuse(request, response, new RefusedRequestException(faults.get().answer(e)));
    }
  }

  private static UUID asked(HttpServletRequest request) {
    String path = request.getPathInfo();
    String id = path == null ? "" : path.substring(1);
    try {
      UUID asked = UUID.fromString(id);
      if (asked.toString().equals(id)) {
        return asked;
      }
    } catch (IllegalArgumentException e) {
      // Answered below like any other address of nothing.
    }
    throw Later.nothing();
  }

  private void get(UUID id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AsyncRequest asked =
        requests
            .get()
            .find(id, Requester.of(request), settings.get().async().keep())
            .orElseThrow(Later::nothing);
    Optional<InteractionState> interaction = interactions.get().of(id);
    List<Reanalyses.Item> ecgs = interaction.isPresent() ? List.of() : reanalyses.get().of(id);
    if (asked.finishedAt() == null) {
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      response.setHeader("X-Progress", interaction.map(AsyncServlet::words).orElse(words(ecgs)));
      response.setHeader("Retry-After", RETRY_SECONDS);
      return;
    }
    response.setHeader(
        "Expires",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            asked.finishedAt().plus(settings.get().async().keep()).atOffset(ZoneOffset.UTC)));
    if (interaction.isEmpty()) {
      Answers.write(
          request, response, HttpServletResponse.SC_OK, answers.get().of(ecgs, base(request)));
    } else {
      answer(interaction.get(), request, response);
    }
  }

  private void answer(
      InteractionState ended, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] answer = ended.answer();
    if (answer == null) {
      Answers.write(
          request,
          response,
          HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
          Later.outcome(
              IssueSeverity.ERROR,
              IssueType.EXCEPTION,
              "The request failed: " + ended.failure() + "."));
      return;
    }
    Exchange exchange = Exchange.later(InboundBody.NONE, Requester.of(request));
    WholeResponse whole =
        new WholeResponse(
            response,
            new AnswerWaveforms(exchange, waveforms::get),
            FhirFilter.acceptsGzip(request),
            false);
    Answers.write(request, whole, HttpServletResponse.SC_OK, FhirResource.parse(answer));
    whole.release();
  }

  private static String words(InteractionState interaction) {
    return interaction.running() ? "being carried out" : "waits";
  }

  private static String words(List<Reanalyses.Item> ecgs) {
    long ended = ecgs.stream().filter(Reanalyses.Item::ended).count();
    return ended + " of " + ecgs.size() + " ECGs read";
  }

  /** The address of the FHIR API beside this one. */
  private static String base(HttpServletRequest request) {
    String address = request.getRequestURL().toString();
    return address.substring(0, address.lastIndexOf("/async/")) + "/fhir";
  }

  private void delete(UUID id, HttpServletRequest request, HttpServletResponse response) {
    String requester = Requester.of(request);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (requests.get().find(id, requester, settings.get().async().keep()).isEmpty()) {
                throw Later.nothing();
              }
              reanalyses.get().cancel(id);
              if (!requests.get().remove(id, requester)) {
                throw Later.nothing();
              }
              audit
                  .get()
                  .record(
                      new AuditedEvent(
                          AuditedAction.REQUEST_CANCELLED,
                          AuditedEvent.Outcome.SUCCESS,
                          requester,
                          List.of(),
                          null,
                          id.toString()));
            });
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
  }
}
