package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.security.Requester;
import org.einthoven.server.store.WaveformStore;
import org.einthoven.server.store.async.AsyncInteractions;
import org.einthoven.server.store.async.AsyncRequest;
import org.einthoven.server.store.async.AsyncRequests;
import org.einthoven.server.store.async.InteractionState;
import org.einthoven.server.store.async.Reanalyses;

/**
 * {@code /async/ID}: how far a request is that is answered later, its answer, its cancellation
 * (FHIR R5, asynchronous interaction request pattern).
 */
@WebServlet(urlPatterns = "/async/*")
public class AsyncServlet extends StatusServlet {

  private static final long serialVersionUID = 1L;

  // Servlets are made before the settings and the database are there.
  private final transient Instance<AsyncRequests> requests;
  private final transient Instance<AsyncInteractions> interactions;
  private final transient Instance<WaveformStore> waveforms;
  private final transient Instance<Reanalyses> reanalyses;
  private final transient Instance<ReanalysisAnswer> answers;
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
    super(audit, faults);
    this.requests = requests;
    this.interactions = interactions;
    this.waveforms = waveforms;
    this.reanalyses = reanalyses;
    this.answers = answers;
    this.settings = settings;
  }

  @Override
  ResourceNotFoundException nothing() {
    return Later.nothing();
  }

  @Override
  String onlyFollowed() {
    return "A request is only followed and cancelled here. Send it to /fhir.";
  }

  @Override
  void get(Address address, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    UUID id = id(address);
    AsyncRequest asked =
        requests
            .get()
            .find(id, Requester.of(request).agent(), settings.get().async().keep())
            .orElseThrow(Later::nothing);
    Optional<InteractionState> interaction = interactions.get().of(id);
    List<Reanalyses.Item> ecgs = interaction.isPresent() ? List.of() : reanalyses.get().of(id);
    if (asked.finishedAt() == null) {
      unfinished(response, interaction.map(AsyncServlet::words).orElse(words(ecgs)));
      return;
    }
    finished(response, asked.finishedAt(), settings.get().async().keep());
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
      failed(request, response, "The request failed: " + ended.failure() + ".");
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

  @Override
  void cancel(Address address, String requester) {
    UUID id = id(address);
    if (requests.get().find(id, requester, settings.get().async().keep()).isEmpty()) {
      throw nothing();
    }
    reanalyses.get().cancel(id);
    if (!requests.get().remove(id, requester)) {
      throw nothing();
    }
    note(AuditedAction.REQUEST_CANCELLED, requester, id.toString());
  }

  private UUID id(Address address) {
    if (!address.part().isEmpty()) {
      throw nothing();
    }
    return address.id();
  }
}
