package org.einthoven.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * The application with a CDS client's web page and FHIR server configured. Every heart faster than
 * 50 a minute is critical, so that an ECG in sinus rhythm is.
 */
public class WithCdsClients implements QuarkusTestProfile {

  /** The web page that may call. */
  public static final String ORIGIN = "https://ehr.example";

  private static final String PORT = "einthoven.test.ehr-port";

  /** The port at which the client's FHIR server is expected. */
  public static int port() {
    return Integer.getInteger(PORT);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    if (Integer.getInteger(PORT) == null) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        System.setProperty(PORT, String.valueOf(free.getLocalPort()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Map.of(
        "einthoven.cds-hooks.allowed-origins",
        ORIGIN,
        "einthoven.cds-hooks.fhir-servers",
        "http://127.0.0.1:" + port() + "/fhir/",
        "einthoven.critical.fast",
        "50");
  }
}
