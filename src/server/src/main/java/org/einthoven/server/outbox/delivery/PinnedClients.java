package org.einthoven.server.outbox.delivery;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.einthoven.server.config.DeliverySettings;
import org.einthoven.server.config.EinthovenSettings;
import org.jspecify.annotations.Nullable;

/**
 * HTTP clients that connect to an address that was looked at before, so that a name that resolves
 * otherwise a moment later (DNS rebinding) leads nowhere else. The address stands in the place of
 * the name; the name goes into the Host header, the TLS handshake and the check of the certificate.
 */
@Singleton
public final class PinnedClients {

  /** The JDK reads it when the first client of the process is made. */
  private static final String HOST_HEADER_SETTING = "jdk.httpclient.allowRestrictedHeaders";

  private static final int MOST_HOSTS = 256;

  /** So that there is time for another address of the same name. */
  private static final int CONNECTIONS_PER_TIMEOUT = 4;

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  static {
    allowHostHeader();
  }

  private final Duration timeout;
  private final SSLContext tls;
  private final Map<String, HttpClient> byHost = new ConcurrentHashMap<>();

  PinnedClients(EinthovenSettings settings) throws GeneralSecurityException, IOException {
    DeliverySettings delivery = settings.delivery();
    this.timeout = delivery.timeout();
    this.tls = tls(delivery);
  }

  /** Lets requests carry a Host header of their own; before any client of the process is made. */
  public static void allowHostHeader() {
    String allowed = System.getProperty(HOST_HEADER_SETTING, "");
    if (!List.of(allowed.split(",", -1)).contains("host")) {
      System.setProperty(HOST_HEADER_SETTING, allowed.isEmpty() ? "host" : allowed + ",host");
    }
  }

  /** A client for requests to a host. */
  HttpClient client(URI to) {
    // Connections are shared by address, and certificates belong to names: a client for each name.
    String key = isTls(to) ? to.getHost() : "";
    if (byHost.size() > MOST_HOSTS) {
      byHost.clear();
    }
    return byHost.computeIfAbsent(key, this::open);
  }

  private HttpClient open(String host) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout.dividedBy(CONNECTIONS_PER_TIMEOUT))
            .sslContext(tls);
    if (!host.isEmpty() && !isLiteral(host)) {
      SSLParameters named = tls.getDefaultSSLParameters();
      named.setServerNames(List.of(new SNIHostName(host)));
      builder.sslParameters(named);
    }
    return builder.build();
  }

  /** The same request at this address. */
  static URI pinned(URI to, InetAddress address) {
    String literal = address.getHostAddress();
    int zone = literal.indexOf('%');
    String bare = zone < 0 ? literal : literal.substring(0, zone);
    int port = to.getPort() < 0 ? (isTls(to) ? HTTPS_PORT : HTTP_PORT) : to.getPort();
    // Put together as text: resolving a path that begins with two slashes would change the host.
    return URI.create(
        to.getScheme()
            + "://"
            + (address instanceof Inet6Address ? "[" + bare + "]" : bare)
            + ":"
            + port
            + path(to));
  }

  private static String path(URI to) {
    String path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
    return to.getRawQuery() == null ? path : path + "?" + to.getRawQuery();
  }

  /** The Host header of a request. */
  static String host(URI to) {
    return to.getPort() < 0 ? to.getHost() : to.getHost() + ":" + to.getPort();
  }

  private static boolean isTls(URI to) {
    return "https".equalsIgnoreCase(to.getScheme());
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+");
  }

  private static SSLContext tls(DeliverySettings delivery)
      throws GeneralSecurityException, IOException {
    if (delivery.keyStore().isEmpty() && delivery.trustStore().isEmpty()) {
      return SSLContext.getDefault();
    }
    KeyManager @Nullable [] keys = null;
    if (delivery.keyStore().isPresent()) {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      char[] password = password(delivery.keyStorePassword());
      factory.init(store(delivery.keyStore().get(), password), password);
      keys = factory.getKeyManagers();
    }
    TrustManager @Nullable [] trusted = null;
    if (delivery.trustStore().isPresent()) {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store(delivery.trustStore().get(), password(delivery.trustStorePassword())));
      trusted = factory.getTrustManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trusted, null);
    return context;
  }

  private static char[] password(Optional<String> set) {
    return set.orElse("").toCharArray();
  }

  private static KeyStore store(Path file, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }
}
