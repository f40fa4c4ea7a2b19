package org.einthoven.server.config;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Mutual TLS: where it is set, nobody connects without a certificate that the trust store knows. It
 * says which machine connects and is no login.
 */
@Singleton
public class ClientCertificates implements HttpServerOptionsCustomizer {

  private static final Set<String> CLOSED = Set.of("disabled", "redirect");

  private final boolean required;
  private final boolean closed;

  /**
   * By these settings.
   *
   * @param plain what is done with plain HTTP
   */
  public ClientCertificates(
      EinthovenSettings settings,
      @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> plain) {
    this.closed = plain.filter(set -> CLOSED.contains(set.toLowerCase(Locale.ROOT))).isPresent();
    this.required = settings.network().clientCertificates();
  }

  /** Plain HTTP would be a way around it. */
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    if (required && !closed) {
      throw new IllegalStateException(
          "einthoven.network.client-certificates is set, and plain HTTP is open: set"
              + " quarkus.http.insecure-requests=disabled.");
    }
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    if (!required) {
      return;
    }
    if (options.getTrustOptions() == null) {
      throw new IllegalStateException(
          "einthoven.network.client-certificates is set without a trust store, so that any"
              + " certificate of a public authority would do: set quarkus.tls.trust-store.");
    }
    options.setClientAuth(ClientAuth.REQUIRED);
  }
}
