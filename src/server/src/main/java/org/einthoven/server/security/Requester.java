package org.einthoven.server.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who a request comes from and what they may do. Every check of who may do something asks here. */
public final class Requester {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ATTRIBUTE = Requester.class.getName();
  private static final String SENDER = "Einthoven-Sender";
  private static final String ANONYMOUS = "anonymous";

  private final String agent;
  private final boolean open;
  private final Set<Role> roles;
  private final List<String> scopes;
  private final List<SmartScope> understood;
  private final @Nullable String patient;
  private final boolean emergency;

  private Requester(
      String agent,
      boolean open,
      Set<Role> roles,
      List<String> scopes,
      @Nullable String patient,
      boolean emergency) {
    this.emergency = emergency;
    this.agent = agent;
    this.open = open;
    this.roles = Set.copyOf(roles);
    this.scopes = List.copyOf(scopes);
    this.understood = scopes.stream().map(SmartScope::parse).flatMap(Optional::stream).toList();
    this.patient = patient;
  }

  /**
   * Where nobody has to log in: whoever the request says, with all rights.
   *
   * @param named the header {@code Einthoven-Sender}, null where there is none
   */
  public static Requester open(@Nullable String named) {
    String agent = named == null || named.isBlank() ? ANONYMOUS : named.strip();
    return new Requester(agent, true, Set.of(), List.of(), null, false);
  }

  /** Who has shown no token: what is public is theirs. */
  static Requester unknown() {
    return new Requester(ANONYMOUS, false, Set.of(), List.of(), null, false);
  }

  /**
   * Who has logged in.
   *
   * @param agent the client and the subject of the token
   * @param roles as the token names them
   * @param scopes of the token
   * @param patient the id of the Patient that the token was given for, null where it has none
   */
  static Requester of(
      String agent, Set<String> roles, List<String> scopes, @Nullable String patient) {
    return new Requester(agent, false, Role.of(roles), scopes, patient, false);
  }

  /** Who this request comes from; the gate has said it before there was a servlet. */
  public static Requester of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Requester known) {
      return known;
    }
    RoutingContext routed = Arc.container().instance(CurrentVertxRequest.class).get().getCurrent();
    if (routed == null || !(routed.get(ATTRIBUTE) instanceof Requester requester)) {
      throw new IllegalStateException("a request has come in past the gate");
    }
    request.setAttribute(ATTRIBUTE, requester);
    return requester;
  }

  /** Says who a request comes from. */
  void isOf(RoutingContext routed) {
    routed.put(ATTRIBUTE, this);
  }

  /** The header that says who sends where nobody has to log in. */
  static String senderHeader() {
    return SENDER;
  }

  /** As what is recorded names them: {@code client/subject}. */
  public String agent() {
    return agent;
  }

  /** Whether they have one of these roles, or need none. */
  public boolean is(Role... any) {
    return open || Stream.of(any).anyMatch(roles::contains);
  }

  /** Whether nobody has to log in. */
  public boolean isOpen() {
    return open;
  }

  /**
   * Whether they see one patient alone. A token with a scope of {@code patient/} is confined as a
   * whole, whatever other scopes it has, but in an emergency.
   */
  public boolean isConfined() {
    return !emergency && scopes.stream().anyMatch(SmartScope::isOfPatient);
  }

  /** The same for one request in an emergency, where the patient's record is not at hand. */
  Requester inEmergency() {
    return new Requester(agent, open, roles, scopes, patient, true);
  }

  /** Whether they break the glass; nothing of it is kept for later. */
  public boolean isInEmergency() {
    return emergency;
  }

  /** The id of the Patient they are confined to; empty where the token names none. */
  Optional<String> patient() {
    return Optional.ofNullable(patient);
  }

  /** Whether the role and a scope both allow it; of whom is another question. */
  public boolean may(Permission permission, String type) {
    if (open) {
      return true;
    }
    if (Role.isPublic(permission, type)) {
      return !understood.isEmpty() || !roles.isEmpty();
    }
    boolean granted =
        roles.stream().anyMatch(role -> role.grants(permission, type))
            || (isConfined() && Role.PATIENT.grants(permission, type));
    return granted && understood.stream().anyMatch(scope -> scope.allows(permission, type));
  }

  /** Whether a scope of {@code system/} allows it, as bulk exports want it. */
  boolean mayAsSystem(Permission permission, String type) {
    return open
        || (may(permission, type)
            && understood.stream()
                .filter(scope -> scope.context() == SmartScope.Context.SYSTEM)
                .anyMatch(scope -> scope.allows(permission, type)));
  }

  /** Scopes that are meant for resources and were not understood, and so allow nothing. */
  List<String> notUnderstood() {
    return scopes.stream()
        .filter(SmartScope::isMeant)
        .filter(scope -> SmartScope.parse(scope).isEmpty())
        .toList();
  }

  /** As text, for what is carried out later. */
  public String text() {
    ObjectNode json = JSON.createObjectNode().put("agent", agent).put("open", open);
    roles.stream().map(Role::name).sorted().forEach(json.putArray("roles")::add);
    scopes.stream().sorted().forEach(json.putArray("scopes")::add);
    return json.put("patient", patient).toString();
  }

  /** Of {@link #text()}. */
  public static Requester ofText(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      Set<Role> roles = new HashSet<>();
      json.path("roles").forEach(role -> roles.add(Role.valueOf(role.asText())));
      List<String> scopes = new ArrayList<>();
      json.path("scopes").forEach(scope -> scopes.add(scope.asText()));
      return new Requester(
          json.path("agent").asText(),
          json.path("open").asBoolean(),
          roles,
          scopes,
          json.path("patient").textValue(),
          false);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept requester is damaged", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Requester that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return Objects.hash(agent, open, patient);
  }

  @Override
  public String toString() {
    return agent;
  }
}
