package org.einthoven.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientCertificatesRuleTest {

  private static ClientCertificates with(boolean required, String... plain) {
    return new ClientCertificates(
        new SmallRyeConfigBuilder()
            .withMapping(EinthovenSettings.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of("einthoven.network.client-certificates", Boolean.toString(required)),
                    "test",
                    100))
            .build()
            .getConfigMapping(EinthovenSettings.class),
        List.of(plain).stream().findFirst());
  }

  @Test
  void plainHttpIsNoWayAround() {
    assertThatThrownBy(() -> with(true).customizeHttpServer(new HttpServerOptions()))
        .hasMessageContaining("insecure-requests=disabled");
    assertThatThrownBy(() -> with(true, "enabled").customizeHttpServer(new HttpServerOptions()))
        .hasMessageContaining("insecure-requests=disabled");
    assertThatCode(() -> with(true, "disabled").customizeHttpServer(new HttpServerOptions()))
        .doesNotThrowAnyException();
  }

  @Test
  void theAuthoritiesOfTheWebAreNotTrusted() {
    assertThatThrownBy(() -> with(true).customizeHttpsServer(new HttpServerOptions()))
        .hasMessageContaining("quarkus.tls.trust-store");
  }

  @Test
  void withoutTheSettingNobodyIsAsked() {
    HttpServerOptions options = new HttpServerOptions();

    with(false).customizeHttpServer(options);
    with(false).customizeHttpsServer(options);

    assertThat(options.getClientAuth()).isEqualTo(ClientAuth.NONE);
  }
}
