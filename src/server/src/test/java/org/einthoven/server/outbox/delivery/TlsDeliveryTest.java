package org.einthoven.server.outbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.einthoven.server.config.EinthovenSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deliveries over TLS to an address that was looked at before, with and without our certificate.
 */
class TlsDeliveryTest {

  private static final String PASSWORD = "changeit";
  private static final UUID DELIVERY = new UUID(1, 2);

  @TempDir static Path folder;

  private static Path client;
  private static Path trusted;

  @BeforeAll
  static void makeCertificates() throws Exception {
    // No certificate names an IP address: the name alone can be what is checked.
    Path server = certificate("server", "dns:localhost");
    Path stranger = certificate("stranger", "dns:elsewhere.example");
    client = certificate("client", "dns:client.example");
    trusted = folder.resolve("trusted.p12");
    for (Path each : List.of(server, stranger, client)) {
      String name = each.getFileName().toString().replace(".p12", "");
      Path exported = folder.resolve(name + ".crt");
      keytool("-exportcert", "-alias", name, "-keystore", each.toString(), "-file", "" + exported);
      keytool(
          "-importcert",
          "-noprompt",
          "-alias",
          name,
          "-keystore",
          "" + trusted,
          "-file",
          "" + exported);
    }
  }

  private static Path certificate(String name, String subject) throws Exception {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=" + subject,
        "-keystore",
        store.toString());
    return store;
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static EinthovenSettings settings(boolean certificate, String timeout) {
    Map<String, String> values = new HashMap<>();
    values.put("timeout", timeout);
    values.put("trust-store", trusted.toString());
    values.put("trust-store-password", PASSWORD);
    if (certificate) {
      values.put("key-store", client.toString());
      values.put("key-store-password", PASSWORD);
    }
    return DeliverySettings.with(values);
  }

  private static Attempt send(String to, boolean certificate) throws Exception {
    return send(to, certificate, "PT60S");
  }

  private static Attempt send(String to, boolean certificate, String timeout) throws Exception {
    HttpDelivery delivery =
        DeliverySettings.delivery(settings(certificate, timeout), Clock.systemUTC());
    return delivery.send(
        new Outgoing("POST", URI.create(to), "text/plain", new byte[] {1}, Map.of(), null, false),
        DELIVERY);
  }

  private static HttpsServer server(String name, List<String> hosts) throws Exception {
    char[] password = PASSWORD.toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(folder.resolve(name + ".p12")), password);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store(trusted));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters mutual = context.getDefaultSSLParameters();
            mutual.setNeedClientAuth(true);
            parameters.setSSLParameters(mutual);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          hosts.add(exchange.getRequestHeaders().getFirst("Host"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static KeyStore store(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  @Test
  void bothSidesShowTheirCertificatesAndTheNameIsCheckedThoughTheAddressIsPinned()
      throws Exception {
    List<String> hosts = new CopyOnWriteArrayList<>();
    HttpsServer server = server("server", hosts);
    try {
      String to = "https://localhost:" + server.getAddress().getPort() + "/x";
      assertThat(send(to, true)).isInstanceOf(Attempt.Delivered.class);
      assertThat(hosts).containsExactly("localhost:" + server.getAddress().getPort());
      assertThat(send(to, false)).isInstanceOf(Attempt.Later.class);
      assertThat(hosts).hasSize(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerWithSomebodyElsesCertificateIsSentNothing() throws Exception {
    List<String> hosts = new CopyOnWriteArrayList<>();
    HttpsServer server = server("stranger", hosts);
    try {
      String to = "https://localhost:" + server.getAddress().getPort() + "/x";
      assertThat(send(to, true)).isInstanceOf(Attempt.Later.class);
      assertThat(hosts).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAnswerThatNeverEndsIsNotWaitedFor() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", exchange -> answerForever(exchange, ended));
    server.start();
    try {
      assertThat(send("http://localhost:" + server.getAddress().getPort() + "/", false, "PT4S"))
          .isEqualTo(new Attempt.Later("the receiver did not answer in time", null));
    } finally {
      ended.countDown();
      server.stop(0);
    }
  }

  private static void answerForever(
      com.sun.net.httpserver.HttpExchange exchange, CountDownLatch ended) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(new byte[10]);
    exchange.getResponseBody().flush();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  @Test
  void aNameWithoutAnAddressIsTriedAgainLater() throws Exception {
    assertThat(send("http://no-such-host.invalid/", false))
        .isEqualTo(new Attempt.Later("the receiver's name has no address", null));
  }
}
