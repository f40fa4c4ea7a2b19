package org.einthoven.server.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.einthoven.fhir.Outcomes;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.config.EinthovenSettings;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every address of the server, says who asks, and lets in whom {@link Routes} admits.
 * Tokens are verified by the OpenID Connect extension (signature, {@code iss}, {@code aud}, {@code
 * exp}, {@code nbf}); what they allow is read here. Nobody else reads a token.
 */
@ApplicationScoped
public class TokenGate {

  /** Behind the extension's handler, which is at 200, and before every route. */
  private static final int BEHIND_AUTHENTICATION = 150;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final String CHALLENGE = "WWW-Authenticate";

  private final boolean required;
  private final String patientClaim;
  private final Denials denials;
  private final HttpAuthenticator authenticator;
  private final BreakGlass glass;
  private final FailedLogins failed;

  /** By these settings. */
  public TokenGate(
      EinthovenSettings settings,
      Denials denials,
      HttpAuthenticator authenticator,
      BreakGlass glass,
      FailedLogins failed) {
    this.failed = failed;
    this.glass = glass;
    this.authenticator = authenticator;
    this.required = settings.oidc().issuer().isPresent();
    this.patientClaim = settings.oidc().patientClaim();
    this.denials = denials;
  }

  void guard(@Observes Filters filters) {
    filters.register(this::check, BEHIND_AUTHENTICATION);
  }

  private void check(RoutingContext context) {
    String sender = context.request().getHeader(Requester.senderHeader());
    if (!required) {
      admit(context, Requester.open(sender));
      return;
    }
    Routes.Rule rule = Routes.of(context.request().method().name(), context.normalizedPath());
    if (rule == Routes.Rule.PUBLIC) {
      admit(context, Requester.unknown());
      return;
    }
    authenticator
        .attemptAuthentication(context)
        .subscribe()
        .with(identity -> verified(context, rule, identity), fault -> refused(context, fault));
  }

  private void verified(
      RoutingContext context, Routes.Rule rule, @Nullable SecurityIdentity identity) {
    if (identity == null || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      challenge(
          context,
          "Bearer",
          "nobody has logged in",
          "send Authorization: Bearer with an access token of the issuer that"
              + " /fhir/.well-known/smart-configuration names");
      return;
    }
    // Nobody behind the gate has it looked at once more.
    QuarkusHttpUser.setIdentity(identity, context);
    Requester who = requester(token, identity);
    if (who.agent().isEmpty()) {
      invalid(context, "it names neither a subject nor a client");
    } else if (BreakGlass.isAsked(context.request())) {
      emergency(context, rule, who);
    } else if (rule.admits(who)) {
      admit(context, who);
    } else {
      later(
          context,
          () -> {
            denials.record(AuditedAction.ACCESS_DENIED, who.agent(), "a route: " + rule);
            return null;
          },
          () ->
              answer(
                  context,
                  FORBIDDEN,
                  "Bearer error=\"insufficient_scope\"",
                  "the token's roles and scopes do not reach this address",
                  "ask for a token with a role and scopes that do" + hint(who)));
    }
  }

  private void emergency(RoutingContext context, Routes.Rule rule, Requester who) {
    Optional<String> problem = BreakGlass.problem(context.request(), context.normalizedPath(), who);
    if (problem.isPresent() || !rule.admits(who.inEmergency())) {
      later(
          context,
          () -> {
            denials.record(AuditedAction.ACCESS_DENIED, who.agent(), "emergency access");
            return null;
          },
          () ->
              answer(
                  context,
                  FORBIDDEN,
                  null,
                  problem.orElse("this address is not for emergencies"),
                  "see docs/security.md, or leave " + BreakGlass.HEADER + " out"));
      return;
    }
    later(
        context,
        () -> {
          glass.record(context.request(), who);
          return null;
        },
        () -> admit(context, who.inEmergency()));
  }

  private static String hint(Requester who) {
    return who.notUnderstood().isEmpty()
        ? ""
        : "; these of its scopes allow nothing here: " + String.join(" ", who.notUnderstood());
  }

  private Requester requester(JsonWebToken token, SecurityIdentity identity) {
    String client = text(token, "azp").or(() -> text(token, "client_id")).orElse("");
    String subject = Optional.ofNullable(token.getSubject()).orElse("");
    String agent =
        client.isEmpty() || subject.isEmpty() ? client + subject : client + "/" + subject;
    List<String> scopes =
        List.of(text(token, "scope").orElse("").strip().split("\\s+", -1)).stream()
            .filter(scope -> !scope.isEmpty())
            .toList();
    return Requester.of(agent, identity.getRoles(), scopes, text(token, patientClaim).orElse(null));
  }

  private static Optional<String> text(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    return value == null ? Optional.empty() : Optional.of(value.toString());
  }

  private static void admit(RoutingContext context, Requester who) {
    who.isOf(context);
    context.next();
  }

  /**
   * A token was shown that is none of this server's, or its issuer cannot be asked for its keys.
   */
  private void refused(RoutingContext context, Throwable fault) {
    if (fault instanceof AuthenticationFailedException) {
      invalid(context, "its signature, issuer, audience or time does not hold");
    } else {
      answer(
          context,
          UNAVAILABLE,
          null,
          "the token cannot be verified now: its issuer does not answer",
          "send it again in a few seconds");
    }
  }

  private void invalid(RoutingContext context, String why) {
    later(
        context,
        () -> {
          failed.note(why);
          return null;
        },
        () ->
            challenge(
                context,
                "Bearer error=\"invalid_token\"",
                "the access token is not valid: " + why,
                "ask the issuer for a new one, with this server as its audience"));
  }

  /** The entry is written before the answer leaves, and not by the thread that serves all. */
  private static void later(
      RoutingContext context, Callable<@Nullable Void> record, Runnable then) {
    context
        .vertx()
        .executeBlocking(record, false)
        .onSuccess(done -> then.run())
        .onFailure(
            fault ->
                answer(
                    context,
                    UNAVAILABLE,
                    null,
                    "the refusal could not be recorded",
                    "send it again in a few seconds"));
  }

  private static void challenge(
      RoutingContext context, String scheme, String problem, String remedy) {
    answer(context, UNAUTHORIZED, scheme, problem, remedy);
  }

  private static void answer(
      RoutingContext context,
      int status,
      @Nullable String challenge,
      String problem,
      String remedy) {
    if (challenge != null) {
      context.response().putHeader(CHALLENGE, challenge);
    }
    byte[] body = Outcomes.forbidden(problem, "http.Authorization", remedy).json();
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/fhir+json")
        .putHeader("Cache-Control", "no-store")
        .end(new String(body, StandardCharsets.UTF_8));
  }
}
