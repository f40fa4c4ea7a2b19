package org.einthoven.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** The application with itself as the EHR that every report goes to. */
public class WithEhr implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    int port = freePort();
    return Map.of(
        "quarkus.http.test-port", Integer.toString(port),
        "einthoven.delivery.ehr", "http://localhost:" + port + "/fhir",
        "einthoven.delivery.base", "https://ecg.example.org/fhir",
        "einthoven.delivery.poll", "PT0.05S",
        "einthoven.delivery.first-retry", "PT0.05S");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
