package org.einthoven.server.security;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak, started once for all tests of logins and stopped with them. Its realm has one client
 * for each role, and its key is the tests' own, so that they can sign what it never would.
 */
public class OpenIdProvider implements QuarkusTestResourceLifecycleManager {

  static final String AUDIENCE = "einthoven-fhir";
  static final String ADMINISTRATOR = "keycloak";
  static final String SECRET = "of-the-tests";

  /** The Patients whom the clients {@code app-a} and {@code app-b} are launched for. */
  static final List<String> PATIENTS = List.of("login-a", "login-b");

  static final KeyPair KEYS = keys();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ROLES =
      List.of("sender", "clinician", "auditor", "model-engineer", "administrator");
  private static final List<String> SCOPES =
      List.of(
          "system/*.cruds",
          "system/*.rs",
          "user/*.cruds",
          "user/Observation.rs",
          "user/Observation.s",
          "user/Patient.rs",
          "user/Task.rs",
          "user/Observation.rs?category=laboratory",
          "user/Observation.read",
          "patient/*.rs",
          "patient/*.cruds",
          "patient/Observation.cruds");

  private static @Nullable String issuer;

  @Override
  public synchronized Map<String, String> start() {
    if (issuer == null) {
      issuer = launched();
    }
    return Map.of(
        "quarkus.oidc.tenant-enabled", "true",
        "einthoven.oidc.issuer", issuer,
        "einthoven.oidc.audience", AUDIENCE);
  }

  /** It goes with the tests' process: to start it takes longer than all they do. */
  @Override
  public void stop() {}

  static String issuer() {
    return Objects.requireNonNull(issuer);
  }

  private static String launched() {
    try {
      Path home = home();
      Path imported = Files.createDirectories(home.resolve("data").resolve("import"));
      Files.writeString(imported.resolve("realm.json"), realm());
      Path log = home.resolve("started.log");
      int port = freePort();
      ProcessBuilder command =
          new ProcessBuilder(
              "bash",
              home.resolve("bin").resolve("kc.sh").toString(),
              "start-dev",
              "--import-realm",
              "--db=dev-mem",
              "--http-host=127.0.0.1",
              "--http-port=" + port);
      command.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
      command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
      command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", SECRET);
      command.environment().remove("JAVA_OPTS");
      Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                  }));
      String address = "http://127.0.0.1:" + port + "/realms/einthoven";
      await()
          .atMost(Duration.ofMinutes(6))
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .until(
              () -> {
                if (!process.isAlive()) {
                  throw new AssertionError("Keycloak ended: see " + log);
                }
                return RestAssured.get(address + "/.well-known/openid-configuration").statusCode()
                    == 200;
              });
      return address;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path home() throws IOException {
    try (Stream<Path> unpacked = Files.list(Path.of("target", "keycloak"))) {
      return unpacked
          .filter(path -> path.getFileName().toString().startsWith("keycloak-"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the build has unpacked no Keycloak"))
          .toAbsolutePath();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String realm() {
    ObjectNode realm = JSON.createObjectNode().put("realm", "einthoven").put("enabled", true);
    realm.put("sslRequired", "none").put("accessTokenLifespan", 3600);
    ObjectNode roles = realm.putObject("roles");
    ROLES.forEach(role -> roles.withArray("realm").addObject().put("name", role));
    SCOPES.forEach(name -> scope(realm, name));
    ObjectNode basis = scope(realm, "basis");
    mapper(
        basis,
        "audience",
        "oidc-audience-mapper",
        Map.of("included.custom.audience", AUDIENCE, "access.token.claim", "true"));
    mapper(basis, "subject", "oidc-sub-mapper", Map.of("access.token.claim", "true"));
    mapper(
        basis,
        "roles",
        "oidc-usermodel-realm-role-mapper",
        Map.of(
            "claim.name", "realm_access.roles",
            "jsonType.label", "String",
            "multivalued", "true",
            "access.token.claim", "true"));
    for (String role : ROLES) {
      client(realm, role, "basis");
      serviceAccount(realm, role, role);
    }
    client(realm, "other-sender", "basis");
    serviceAccount(realm, "other-sender", "sender");
    client(realm, "nobody", "basis");
    for (String patient : PATIENTS) {
      mapper(
          client(realm, "app-" + patient, "basis"),
          "patient",
          "oidc-hardcoded-claim-mapper",
          Map.of(
              "claim.name", "patient",
              "claim.value", patient,
              "jsonType.label", "String",
              "access.token.claim", "true"));
    }
    mapper(
        client(realm, "ward-app", "basis"),
        "patient",
        "oidc-hardcoded-claim-mapper",
        Map.of(
            "claim.name", "patient",
            "claim.value", PATIENTS.get(0),
            "jsonType.label", "String",
            "access.token.claim", "true"));
    serviceAccount(realm, "ward-app", "clinician");
    client(realm, "app-of-nobody", "basis");
    client(realm, "for-another-server");
    ObjectNode key =
        realm
            .putObject("components")
            .withArray("org.keycloak.keys.KeyProvider")
            .addObject()
            .put("name", "tests")
            .put("providerId", "rsa");
    ObjectNode config = key.putObject("config");
    config.putArray("priority").add("200");
    config.putArray("algorithm").add("RS256");
    config
        .putArray("privateKey")
        .add(
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----");
    return realm.toString();
  }

  private static ObjectNode scope(ObjectNode realm, String name) {
    ObjectNode scope =
        realm
            .withArray("clientScopes")
            .addObject()
            .put("name", name)
            .put("protocol", "openid-connect");
    scope.putObject("attributes").put("include.in.token.scope", "true");
    return scope;
  }

  private static ObjectNode client(ObjectNode realm, String id, String... always) {
    ObjectNode client =
        realm
            .withArray("clients")
            .addObject()
            .put("clientId", id)
            .put("secret", SECRET)
            .put("enabled", true)
            .put("publicClient", false)
            .put("serviceAccountsEnabled", true)
            .put("fullScopeAllowed", true);
    List.of(always).forEach(client.putArray("defaultClientScopes")::add);
    SCOPES.forEach(client.putArray("optionalClientScopes")::add);
    return client;
  }

  private static void serviceAccount(ObjectNode realm, String client, String role) {
    realm
        .withArray("users")
        .addObject()
        .put("username", "service-account-" + client)
        .put("enabled", true)
        .put("serviceAccountClientId", client)
        .putArray("realmRoles")
        .add(role);
  }

  private static void mapper(
      ObjectNode of, String name, String kind, Map<String, String> settings) {
    ObjectNode mapper =
        of.withArray("protocolMappers")
            .addObject()
            .put("name", name)
            .put("protocol", "openid-connect")
            .put("protocolMapper", kind);
    ObjectNode config = mapper.putObject("config");
    settings.forEach(config::put);
  }
}
