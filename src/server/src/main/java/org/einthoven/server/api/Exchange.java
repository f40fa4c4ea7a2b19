package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.security.Requester;
import org.jspecify.annotations.Nullable;

/** What the server knows of one request beyond what HAPI passes on. */
final class Exchange {

  private static final String ATTRIBUTE = Exchange.class.getName();
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private InboundBody body;
  private final Requester requester;
  private final @Nullable String idempotencyKey;
  private @Nullable String repeatOf;
  private @Nullable FhirResource parsed;
  private final List<Deposited> deposited = new ArrayList<>();
  private String sentId = "";

  private Exchange(InboundBody body, Requester requester, @Nullable String idempotencyKey) {
    this.body = body;
    this.requester = requester;
    this.idempotencyKey = idempotencyKey;
  }

  /** Begins an exchange and leaves it with the request. */
  static Exchange begin(HttpServletRequest request, InboundBody body) {
    Exchange exchange =
        new Exchange(body, Requester.of(request), request.getHeader(IDEMPOTENCY_KEY));
    request.setAttribute(ATTRIBUTE, exchange);
    return exchange;
  }

  /** An exchange whose request was answered before it is carried out. */
  static Exchange later(InboundBody body, Requester requester) {
    return new Exchange(body, requester, null);
  }

  /** The exchange that was begun with this request. */
  static Exchange of(HttpServletRequest request) {
    return (Exchange) request.getAttribute(ATTRIBUTE);
  }

  /** The exchange that a request belongs to, whether it is carried out at once or later. */
  static Exchange of(ServletRequestDetails request) {
    return request instanceof LaterRequest later
        ? later.exchange()
        : of(request.getServletRequest());
  }

  InboundBody body() {
    return body;
  }

  /** Notes the waveforms that what was sent turned out to hold. */
  void brings(Map<String, String> waveforms) {
    Map<String, String> all = new HashMap<>(body.waveforms());
    all.putAll(waveforms);
    body = new InboundBody(body.bytes(), body.mediaType(), all);
  }

  /** Who sent the request, as what is stored and recorded names them. */
  String sender() {
    return requester.agent();
  }

  /** The same, with what they may do. */
  Requester requester() {
    return requester;
  }

  /** What makes another request with the same key the same request. */
  @Nullable String idempotencyKey() {
    return idempotencyKey;
  }

  /** The resource that the sent recording had made before, null where it is new. */
  @Nullable String repeatOf() {
    return repeatOf;
  }

  void repeats(String reference) {
    repeatOf = reference;
  }

  /** Notes what was stored with the request, or was there before. */
  void deposited(List<Deposited> more) {
    deposited.addAll(more);
  }

  /** What came of everything that the request brought, in its order. */
  List<Deposited> deposited() {
    return List.copyOf(deposited);
  }

  void parsed(FhirResource resource) {
    parsed = resource;
    sentId = resource.id();
  }

  /** The id of the resource in the body as it was sent, null where it has none. */
  @Nullable String sentId() {
    return sentId.isEmpty() ? null : sentId;
  }

  /** The resource in the body, null where the body is none. */
  @Nullable FhirResource parsed() {
    return parsed;
  }
}
