package org.einthoven.server.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** A token that does not hold keeps its bearer out, and one that holds says who asks. */
@QuarkusTest
@TestProfile(WithLogin.class)
@QuarkusTestResource(TestDatabase.class)
class TokenAttacksTest {

  private static final String PATIENTS = "/fhir/Patient";

  private static String valid() {
    return Tokens.of("clinician", "user/*.cruds");
  }

  private static ValidatableResponse read(String token) {
    return Tokens.bearing(token).get(PATIENTS).then();
  }

  private static void refused(String token) {
    read(token)
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
        .body("resourceType", equalTo("OperationOutcome"))
        .body("issue[0].diagnostics", containsString("not valid"));
  }

  @Test
  void aTokenOfTheIssuerIsLetIn() {
    read(valid()).statusCode(200).body("resourceType", equalTo("Bundle"));
  }

  @Test
  void whoShowsNoTokenIsAskedForOne() {
    given()
        .get(PATIENTS)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("issue[0].diagnostics", containsString("smart-configuration"));
  }

  @Test
  void theSenderHeaderIsNoLogin() {
    given().header("Einthoven-Sender", "clinician").get(PATIENTS).then().statusCode(401);
  }

  @Test
  void aTokenInTheQueryIsNoLogin() {
    given().queryParam("access_token", valid()).get(PATIENTS).then().statusCode(401);
  }

  @Test
  void whatWasChangedAfterwardsIsRefused() {
    refused(Tokens.tampered(valid(), claims -> claims.replace("clinician", "administrator")));
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    refused(Tokens.unsigned(valid()));
  }

  @Test
  void thePublicKeyIsNoSecret() {
    refused(Tokens.confused(valid(), OpenIdProvider.KEYS.getPublic().getEncoded()));
  }

  @Test
  void theKeyOfAnotherIsRefused() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    PrivateKey other = generator.generateKeyPair().getPrivate();
    refused(Tokens.signed(valid(), claims -> claims, other));
  }

  @Test
  void theIssuersKeyIsKnown() {
    read(Tokens.signed(valid(), claims -> claims, OpenIdProvider.KEYS.getPrivate()))
        .statusCode(200);
  }

  @Test
  void anExpiredTokenIsRefused() {
    refused(changed("\"exp\":\\d+", "\"exp\":1700000000"));
  }

  @Test
  void aTokenThatNeverExpiresIsRefused() {
    refused(changed("\"exp\":\\d+,", ""));
  }

  @Test
  void aTokenOfTheFutureIsRefused() {
    refused(changed("\"exp\":", "\"nbf\":4000000000,\"exp\":"));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    refused(changed("\"iss\":\"[^\"]+\"", "\"iss\":\"https://login.example/realms/einthoven\""));
  }

  @Test
  void aTokenForAnotherServerIsRefused() {
    refused(changed("\"aud\":\"[^\"]+\"", "\"aud\":\"another-server\""));
    refused(Tokens.of("for-another-server", "user/*.cruds"));
  }

  @Test
  void whatIsNoTokenIsRefused() {
    refused("not-a-token");
    refused("a.b.c");
  }

  @Test
  void aFailedLoginIsInTheTrail() {
    refused("recorded.by.trail");
    Tokens.as("auditor", "user/*.cruds")
        .get("/fhir/AuditEvent?subtype=login-failed&_sort=-date&_count=1")
        .then()
        .statusCode(200)
        .body("entry[0].resource.type.code", equalTo("110114"))
        .body("entry[0].resource.outcome", equalTo("8"))
        .body("entry[0].resource.agent[0].name", equalTo("unknown"));
  }

  @Test
  void aFloodOfFailedLoginsIsCountedAndDoesNotFillTheTrail() {
    double counted = failed();
    int recorded = recorded();

    for (int i = 0; i < 40; i++) {
      refused("flood.of." + i);
    }

    assertThat(failed()).isEqualTo(counted + 40);
    assertThat(recorded() - recorded).isLessThan(40);
  }

  private static double failed() {
    return Tokens.as("administrator", "user/*.cruds")
        .accept("*/*")
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("einthoven_logins_failed_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static int recorded() {
    return Tokens.as("auditor", "user/*.cruds")
        .get("/fhir/AuditEvent?subtype=login-failed&_summary=count")
        .jsonPath()
        .getInt("total");
  }

  @Test
  void whatIsDoneIsRecordedUnderClientAndSubject() {
    String token = valid();
    String subject = Tokens.claims(token).replaceAll(".*\"sub\":\"([^\"]+)\".*", "$1");
    assertThat(subject).hasSizeGreaterThan(30);
    Tokens.bearing(token)
        .header("Einthoven-Sender", "somebody-else")
        .get("/fhir/Observation?_count=1")
        .then()
        .statusCode(200);
    Tokens.as("auditor", "user/*.cruds")
        .get("/fhir/AuditEvent?subtype=resources-searched&_sort=-date&_count=1")
        .then()
        .statusCode(200)
        .body("entry[0].resource.agent[0].name", equalTo("clinician/" + subject));
    Tokens.as("auditor", "user/*.cruds")
        .get("/fhir/AuditEvent?agent-name=somebody-else&_summary=count")
        .then()
        .body("total", equalTo(0));
  }

  @Test
  void appsFindOutWhereToLogIn() {
    given()
        .get("/fhir/.well-known/smart-configuration")
        .then()
        .statusCode(200)
        .contentType(startsWith("application/json"))
        .body("issuer", equalTo(OpenIdProvider.issuer()))
        .body("token_endpoint", startsWith(OpenIdProvider.issuer()))
        .body("authorization_endpoint", startsWith(OpenIdProvider.issuer()))
        .body("jwks_uri", startsWith(OpenIdProvider.issuer()))
        .body("code_challenge_methods_supported", everyItem(equalTo("S256")));
    given()
        .get("/fhir/metadata")
        .then()
        .statusCode(200)
        .body("rest[0].security.service[0].coding[0].code", equalTo("SMART-on-FHIR"))
        .body(
            "rest[0].security.extension[0].extension.find { it.url == 'token' }.valueUri",
            startsWith(OpenIdProvider.issuer()));
  }

  private static String changed(String pattern, String replacement) {
    String token = valid();
    String other =
        Tokens.signed(
            token,
            claims -> claims.replaceFirst(pattern, replacement),
            OpenIdProvider.KEYS.getPrivate());
    assertThat(Tokens.claims(other)).isNotEqualTo(Tokens.claims(token));
    return other;
  }
}
