package org.einthoven.server.security;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.telemetry.Metrics;
import org.jboss.logging.Logger;

/**
 * Access in an emergency: a clinician whose token is for one patient reads another's record, for a
 * reason that they give in the header {@code Einthoven-Break-Glass}. Role and scopes hold as ever.
 * Each such request is recorded with its reason, counted and logged before it is carried out.
 */
@Singleton
class BreakGlass {

  static final String HEADER = "Einthoven-Break-Glass";

  private static final Logger LOG = Logger.getLogger(BreakGlass.class);
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final int SHORTEST = 10;
  private static final int LONGEST = 500;

  private final Denials denials;
  private final Metrics metrics;

  /** Into the trail and the metrics. */
  BreakGlass(Denials denials, Metrics metrics) {
    this.denials = denials;
    this.metrics = metrics;
  }

  /** Whether a request asks for it. */
  static boolean isAsked(HttpServerRequest request) {
    return request.getHeader(HEADER) != null;
  }

  /**
   * Why a request cannot have it.
   *
   * @param path normalised, as it is routed
   */
  static Optional<String> problem(HttpServerRequest request, String path, Requester who) {
    if (!who.is(Role.CLINICIAN)) {
      return Optional.of("only a clinician breaks the glass");
    }
    if (!READING.contains(request.method()) || !path.startsWith("/fhir/")) {
      return Optional.of("in an emergency records of /fhir are read by GET, nothing is changed");
    }
    String reason = reason(request);
    return reason.length() < SHORTEST
            || reason.length() > LONGEST
            || reason.chars().anyMatch(Character::isISOControl)
        ? Optional.of("the reason has to have " + SHORTEST + " to " + LONGEST + " characters")
        : Optional.empty();
  }

  private static String reason(HttpServerRequest request) {
    String reason = request.getHeader(HEADER);
    return reason == null ? "" : reason.strip();
  }

  /** Records it, and alarms: by a metric and a warning that name no patient. */
  void record(HttpServerRequest request, Requester who) {
    denials.note(AuditedAction.EMERGENCY_ACCESS, who.agent(), reason(request));
    metrics.glassBroken();
    LOG.warnf("Emergency access by %s: the audit trail has the reason.", who.agent());
  }
}
