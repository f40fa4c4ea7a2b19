package org.einthoven.server.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.search.SearchParameters;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.async.AsyncInteractions;
import org.einthoven.server.store.async.AsyncRequests;
import org.einthoven.server.store.async.Interaction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * {@code Prefer: respond-async} on reads, searches, histories, writes, batches, transactions and
 * operations: what is asked is kept and answered later. Where that does not go, the preference is
 * ignored, as RFC 7240 2 allows. Exports and patient-wide analyses see to it by themselves.
 */
@Interceptor
@Singleton
public class RespondAsync {

  /** They shape an answer as it is written; it is not written later. */
  private static final Set<String> SHAPE = Set.of("_summary", "_elements");

  private final AsyncRequests requests;
  private final AsyncInteractions interactions;
  private final AuditTrail audit;
  private final Faults faults;
  private final IdSource ids;
  private final EinthovenSettings.Async settings;

  /** Into the queue of interactions. */
  public RespondAsync(
      AsyncRequests requests,
      AsyncInteractions interactions,
      AuditTrail audit,
      Faults faults,
      IdSource ids,
      EinthovenSettings settings) {
    this.requests = requests;
    this.interactions = interactions;
    this.audit = audit;
    this.faults = faults;
    this.ids = ids;
    this.settings = settings.async();
  }

  /**
   * Keeps what can be answered later.
   *
   * @return false where the answer is written, so that nothing more is done
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
  public boolean asked(
      ServletRequestDetails details, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!OperationArguments.prefers(details, "respond-async")) {
      return true;
    }
    Exchange exchange = Exchange.of(request);
    if (exchange.requester().isConfined() || exchange.requester().isInEmergency()) {
      // Nobody could tell later which of the answers of one client was for which patient.
      return true;
    }
    Optional<Interaction> asked = interaction(details, exchange);
    if (asked.isEmpty()) {
      return true;
    }
    UUID id = ids.next();
    try {
      QuarkusTransaction.joiningExisting().run(() -> add(id, asked.get(), details, exchange));
    } catch (RuntimeException e) {
      // HAPI would log the whole exception, and what it says may quote what was sent.
      Answers.refuse(request, response, new RefusedRequestException(faults.answer(e)));
      return false;
    }
    Later.accepted(id, details.getFhirServerBase(), request, response);
    return false;
  }

  private void add(UUID id, Interaction asked, ServletRequestDetails details, Exchange exchange) {
    String words = asked.method() + " " + details.getCompleteUrl();
    if (!requests.add(id, exchange.sender(), words, settings.limit(), settings.keep())) {
      throw Later.tooMany();
    }
    interactions.add(id, asked, exchange.requester().text());
    audit.record(
        new AuditedEvent(
            AuditedAction.REQUEST_ACCEPTED,
            AuditedEvent.Outcome.SUCCESS,
            exchange.sender(),
            List.of(),
            null,
            id.toString()));
  }

  private static Optional<Interaction> interaction(
      ServletRequestDetails details, Exchange exchange) {
    RestOperationTypeEnum type = details.getRestOperationType();
    if (type == null || details.getParameters().keySet().stream().anyMatch(SHAPE::contains)) {
      return Optional.empty();
    }
    String name = details.getResourceName();
    if (name != null && !SearchParameters.RESOURCE_TYPES.contains(name)) {
      return Optional.empty();
    }
    return switch (type) {
      case READ, VREAD -> conditional(details) ? Optional.empty() : Optional.of(read(details));
      case SEARCH_TYPE -> Optional.of(search(details));
      case HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM ->
          Optional.of(get(details, details.getRequestPath() + "?" + query(details)));
      case CREATE, UPDATE, PATCH, DELETE -> write(details, exchange);
      case TRANSACTION -> bundle(details, exchange);
      case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE ->
          operation(details, exchange);
      default -> Optional.empty();
    };
  }

  /** Who has the resource already is told so at once. */
  private static boolean conditional(ServletRequestDetails details) {
    return details.getHeader("If-None-Match") != null
        || details.getHeader("If-Modified-Since") != null;
  }

  private static Interaction read(ServletRequestDetails details) {
    String address = details.getId().toUnqualified().getValue();
    return get(details, address);
  }

  private static Interaction search(ServletRequestDetails details) {
    return get(details, details.getResourceName() + "?" + query(details));
  }

  private static String query(ServletRequestDetails details) {
    List<String> parts = new ArrayList<>();
    details
        .getParameters()
        .forEach(
            (name, values) -> {
              for (String value : values) {
                parts.add(Searches.encode(name) + "=" + Searches.encode(value));
              }
            });
    return String.join("&", parts);
  }

  private static Optional<Interaction> operation(ServletRequestDetails details, Exchange exchange) {
    String operation = details.getOperation();
    if (operation == null || !LaterOperation.offers(operation, details.getResourceName())) {
      return Optional.empty();
    }
    InboundBody body = exchange.body();
    return Optional.of(
        new Interaction(
            details.getRequestType().name(),
            details.getRequestPath() + "?" + query(details),
            details.getFhirServerBase(),
            OperationArguments.lenient(details),
            body.mediaType(),
            body.bytes(),
            details.getHeader("If-Match"),
            null,
            !LaterOperation.stores(operation)));
  }

  /** A file that is sent as it is becomes a Binary in HAPI's hands alone. */
  private static Optional<Interaction> write(ServletRequestDetails details, Exchange exchange) {
    InboundBody body = exchange.body();
    boolean file = exchange.parsed() == null && !body.mediaType().equals(MediaTypes.JSON_PATCH);
    if (file && body.bytes().length > 0) {
      return Optional.empty();
    }
    String query = query(details);
    return Optional.of(
        new Interaction(
            details.getRequestType().name(),
            details.getRequestPath() + (query.isEmpty() ? "" : "?" + query),
            details.getFhirServerBase(),
            OperationArguments.lenient(details),
            body.mediaType(),
            body.bytes(),
            details.getHeader("If-Match"),
            details.getHeader("If-None-Exist"),
            true));
  }

  private static Interaction get(ServletRequestDetails details, String address) {
    return new Interaction(
        "GET",
        address,
        details.getFhirServerBase(),
        OperationArguments.lenient(details),
        "",
        new byte[0],
        null,
        null,
        true);
  }

  private static Optional<Interaction> bundle(ServletRequestDetails details, Exchange exchange) {
    FhirResource sent = exchange.parsed();
    if (sent == null || !(sent.resource() instanceof Bundle bundle)) {
      return Optional.empty();
    }
    // The entries of a batch are stored one by one: some may be when the server stops.
    boolean again =
        bundle.getType() == BundleType.TRANSACTION
            || bundle.getEntry().stream()
                .allMatch(entry -> entry.getRequest().getMethod() == HTTPVerb.GET);
    return Optional.of(
        new Interaction(
            "POST",
            "",
            details.getFhirServerBase(),
            OperationArguments.lenient(details),
            exchange.body().mediaType(),
            exchange.body().bytes(),
            null,
            null,
            again));
  }
}
