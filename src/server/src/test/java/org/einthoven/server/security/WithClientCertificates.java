package org.einthoven.server.security;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The application behind mutual TLS, with the same login. */
public class WithClientCertificates implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "einthoven.network.client-certificates", "true",
        "quarkus.http.insecure-requests", "disabled",
        "quarkus.http.test-ssl-port", "0");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(OpenIdProvider.class), new TestResourceEntry(Stores.class));
  }

  /** The key stores. */
  public static class Stores implements QuarkusTestResourceLifecycleManager {

    private @Nullable Certificates certificates;

    @Override
    public Map<String, String> start() {
      Certificates made = new Certificates();
      certificates = made;
      return Map.of(
          "quarkus.tls.key-store.p12.path",
          made.store("server").toString(),
          "quarkus.tls.key-store.p12.password",
          Certificates.PASSWORD,
          "quarkus.tls.trust-store.p12.path",
          made.store("server-trusts").toString(),
          "quarkus.tls.trust-store.p12.password",
          Certificates.PASSWORD);
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(certificates, new TestInjector.MatchesType(Certificates.class));
    }

    @Override
    public void stop() {}
  }
}
