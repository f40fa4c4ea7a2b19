package org.einthoven.server.config;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Mutual TLS: where it is set, nobody connects without a certificate that the trust store knows. It
 * says which machine connects and is no login.
 */
@Singleton
public class ClientCertificates implements HttpServerOptionsCustomizer {

  private final boolean required;

  /** By these settings. */
  public ClientCertificates(EinthovenSettings settings) {
    this.required = settings.network().clientCertificates();
  }

  /** Plain HTTP would be a way around it. */
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    if (required) {
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
