package org.einthoven.server.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * A provider that signs with a new key is understood without a restart, and its old one is gone.
 */
@QuarkusTest
@TestProfile(KeyRotationTest.WithQuickRefresh.class)
@QuarkusTestResource(TestDatabase.class)
class KeyRotationTest {

  /** Keys are looked for again after a second. */
  public static class WithQuickRefresh extends WithLogin {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.oidc.token.forced-jwk-refresh-interval", "1S");
    }
  }

  private static RequestSpecification provider() {
    String address = OpenIdProvider.issuer().replace("/realms/einthoven", "");
    String token =
        given()
            .baseUri(address)
            .formParam("grant_type", "password")
            .formParam("client_id", "admin-cli")
            .formParam("username", OpenIdProvider.ADMINISTRATOR)
            .formParam("password", OpenIdProvider.SECRET)
            .post("/realms/master/protocol/openid-connect/token")
            .then()
            .statusCode(200)
            .extract()
            .path("access_token");
    return given()
        .baseUri(address)
        .header("Authorization", "Bearer " + token)
        .contentType("application/json");
  }

  private static int status(String token) {
    return Tokens.bearing(token).get("/fhir/Patient").statusCode();
  }

  @Test
  void aNewKeyIsFetchedAndAnOldOneIsForgotten() {
    String before = Tokens.asked("clinician", "user/*.cruds");
    assertThat(status(before)).isEqualTo(200);
    String key =
        provider()
            .body(
                Map.of(
                    "name", "next",
                    "providerId", "rsa-generated",
                    "providerType", "org.keycloak.keys.KeyProvider",
                    "config",
                        Map.of(
                            "priority", List.of("300"),
                            "algorithm", List.of("RS256"),
                            "keySize", List.of("2048"))))
            .post("/admin/realms/einthoven/components")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    String after;
    try {
      after = Tokens.asked("clinician", "user/*.cruds");
      assertThat(after.split("\\.", 2)[0]).isNotEqualTo(before.split("\\.", 2)[0]);
      await().atMost(Duration.ofSeconds(30)).until(() -> status(after), code -> code == 200);
      assertThat(status(before)).isEqualTo(200);
    } finally {
      provider().delete(key).then().statusCode(204);
    }
    String again = Tokens.asked("clinician", "user/*.cruds");
    assertThat(status(again)).isEqualTo(200);
    // A key that nobody knows has the keys fetched anew, without the one that was taken back.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              status(Tokens.withUnknownKey(again));
              return status(after);
            },
            code -> code == 401);
  }
}
