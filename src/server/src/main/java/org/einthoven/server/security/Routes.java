package org.einthoven.server.security;

import java.util.List;
import java.util.regex.Pattern;

/** Who may come in where, by path. What is not listed is nobody's. */
final class Routes {

  /** A rule of a path. */
  enum Rule {
    /** Anybody, without a token: what the server is and whether it is well. */
    PUBLIC,
    /** Whoever has logged in; what they may do there is said where it is done. */
    LOGGED_IN,
    /** Whoever began it; who is confined to one patient begins nothing. */
    FOLLOWING,
    SENDING,
    REVIEWING,
    AUDITING,
    MODELS,
    LABELS,
    ADMINISTRATION,
    MEASURING,
    /** Nobody. */
    CLOSED;

    boolean admits(Requester who) {
      return switch (this) {
        case PUBLIC -> true;
        case LOGGED_IN -> true;
        case FOLLOWING -> !who.isConfined();
        // A file says by itself whose ECG it is: an app about one patient sends none.
        case SENDING ->
            who.is(Role.SENDER, Role.CLINICIAN, Role.ADMINISTRATOR)
                && who.may(Permission.CREATE, "Observation")
                && !who.isConfined();
        case REVIEWING ->
            who.is(Role.CLINICIAN)
                && who.may(Permission.READ, "DiagnosticReport")
                && who.may(Permission.SEARCH, "DiagnosticReport")
                && who.may(Permission.READ, "Observation")
                && !who.isConfined();
        case AUDITING ->
            who.is(Role.AUDITOR)
                && who.may(Permission.READ, "AuditEvent")
                && who.may(Permission.SEARCH, "AuditEvent")
                && !who.isConfined();
        case MODELS ->
            who.is(Role.MODEL_ENGINEER, Role.CLINICIAN, Role.AUDITOR, Role.ADMINISTRATOR)
                && !who.isConfined();
        case LABELS -> who.is(Role.MODEL_ENGINEER) && !who.isConfined();
        case ADMINISTRATION -> who.is(Role.ADMINISTRATOR) && !who.isConfined();
        case MEASURING -> who.is(Role.MODEL_ENGINEER, Role.ADMINISTRATOR) && !who.isConfined();
        case CLOSED -> false;
      };
    }
  }

  private record Route(String method, Pattern path, Rule rule) {

    static Route of(String method, String path, Rule rule) {
      return new Route(method, Pattern.compile(path), rule);
    }

    boolean covers(String asked, String of) {
      return (method.isEmpty() || method.equals(asked)) && path.matcher(of).matches();
    }
  }

  private static final List<Route> ROUTES =
      List.of(
          Route.of("GET", "/fhir/metadata", Rule.PUBLIC),
          Route.of("GET", "/fhir/\\.well-known/smart-configuration", Rule.PUBLIC),
          Route.of("GET", "/fhir/api-docs", Rule.PUBLIC),
          Route.of("GET", "/fhir/swagger-ui/?[a-z0-9.-]*", Rule.PUBLIC),
          Route.of("", "/fhir(/.*)?", Rule.LOGGED_IN),
          Route.of("", "/(bulk|async)/.*", Rule.FOLLOWING),
          Route.of("", "/ecg", Rule.SENDING),
          Route.of("GET", "/cds-services", Rule.PUBLIC),
          Route.of("OPTIONS", "/cds-services(/.*)?", Rule.PUBLIC),
          Route.of("", "/cds-services/.*", Rule.REVIEWING),
          Route.of("", "/audit/.*", Rule.AUDITING),
          Route.of("", "/models(/.*)?", Rule.MODELS),
          Route.of("GET", "/feedback", Rule.LABELS),
          Route.of("", "/outbox(/.*)?", Rule.ADMINISTRATION),
          Route.of("GET", "/q/health(/(live|ready|started|well))?", Rule.PUBLIC),
          Route.of("GET", "/q/metrics", Rule.MEASURING));

  private Routes() {}

  /**
   * The rule of a request.
   *
   * @param path normalised, as it is routed
   */
  static Rule of(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return ROUTES.stream()
        .filter(route -> route.covers(asked, path))
        .map(Route::rule)
        .findFirst()
        .orElse(Rule.CLOSED);
  }
}
