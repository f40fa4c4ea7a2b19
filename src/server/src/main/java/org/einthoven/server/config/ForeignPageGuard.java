package org.einthoven.server.config;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of other sites out of a server that only this machine may reach. A browser on
 * this machine would carry their requests here: under a name of theirs that points to this machine
 * (DNS rebinding), which the Host header tells, or across sites, which the Origin header tells.
 */
@ApplicationScoped
public class ForeignPageGuard {

  private static final int FIRST = 1000;
  private static final int FORBIDDEN = 403;
  private static final String ANSWER =
      """
      {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"forbidden",\
      "diagnostics":"This server answers this machine alone, under localhost or 127.0.0.1 and to no \
      web page of another site. Use that name, or allow others by einthoven.network.allow-remote."}]}
      """;

  void guard(@Observes Filters filters, EinthovenSettings settings) {
    // A browser adds no bearer token to what a foreign page asks.
    if (!settings.network().allowRemote() && settings.oidc().issuer().isEmpty()) {
      List<String> origins = settings.cdsHooks().allowedOrigins().orElse(List.of());
      filters.register(context -> check(context, origins), FIRST);
    }
  }

  private static void check(RoutingContext context, List<String> cdsOrigins) {
    HttpServerRequest request = context.request();
    HostAndPort addressed = request.authority();
    if (isThisMachine(addressed == null ? null : addressed.host())
        && (isThisMachinesPage(request.getHeader("Origin")) || isCdsClient(context, cdsOrigins))) {
      context.next();
      return;
    }
    context
        .response()
        .setStatusCode(FORBIDDEN)
        .putHeader("Content-Type", "application/fhir+json")
        .end(ANSWER);
  }

  /** The pages that may call the CDS Hooks service may call nothing else. */
  private static boolean isCdsClient(RoutingContext context, List<String> origins) {
    String path = context.normalizedPath();
    return (path.equals("/cds-services") || path.startsWith("/cds-services/"))
        && origins.contains(context.request().getHeader("Origin"));
  }

  private static boolean isThisMachinesPage(@Nullable String origin) {
    if (origin == null) {
      return true;
    }
    try {
      return isThisMachine(URI.create(origin).getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isThisMachine(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("::1")
        || name.equals("[::1]")
        || name.matches("127(\\.\\d{1,3}){3}");
  }
}
