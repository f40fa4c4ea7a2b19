package org.einthoven.server.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Self-signed certificates of a server, of a cart that it knows and of one that it does not. */
final class Certificates {

  static final String PASSWORD = "of-the-tests";

  private final Path folder;

  /** In a new folder of {@code target/}. */
  Certificates() {
    try {
      folder =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "test-certificates")), "tls");
      for (String name : List.of("server", "cart", "stranger")) {
        generate(name);
      }
      trusting("server-trusts", "cart");
      trusting("client-trusts", "server");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a key store lies. */
  Path store(String name) {
    return folder.resolve(name + ".p12").toAbsolutePath();
  }

  private void generate(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store(name).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.exists(store(name))) {
      throw new IllegalStateException(said);
    }
  }

  private void trusting(String name, String trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(trusted, loaded(trusted).getCertificate(trusted));
      try (OutputStream out = Files.newOutputStream(store(name))) {
        store.store(out, PASSWORD.toCharArray());
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore loaded(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /**
   * What a client connects with.
   *
   * @param name of its certificate, empty for none
   */
  SSLContext client(String name) {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(loaded("client-trusts"));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      KeyStore none = KeyStore.getInstance("PKCS12");
      none.load(null, null);
      keys.init(name.isEmpty() ? none : loaded(name), PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
