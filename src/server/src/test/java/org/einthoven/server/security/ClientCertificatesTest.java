package org.einthoven.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** Nobody connects without a certificate that the server knows, and a certificate is no login. */
@QuarkusTest
@TestProfile(WithClientCertificates.class)
@QuarkusTestResource(TestDatabase.class)
class ClientCertificatesTest {

  Certificates certificates;

  private int status(String certificate, String path, String... headers)
      throws IOException, InterruptedException {
    String base = ConfigProvider.getConfig().getValue("test.url.ssl", String.class);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newBuilder()
        .sslContext(certificates.client(certificate))
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aKnownMachineConnects() throws Exception {
    assertThat(status("cart", "/fhir/metadata")).isEqualTo(200);
  }

  @Test
  void whoShowsNoCertificateOrAnUnknownOneDoesNot() {
    for (String certificate : new String[] {"", "stranger"}) {
      assertThatThrownBy(() -> status(certificate, "/fhir/metadata"))
          .as(certificate)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCertificateIsNoLogin() throws Exception {
    assertThat(status("cart", "/fhir/Patient")).isEqualTo(401);
    assertThat(
            status(
                "cart",
                "/fhir/Patient",
                "Authorization",
                "Bearer " + Tokens.of("clinician", "user/*.cruds")))
        .isEqualTo(200);
  }
}
