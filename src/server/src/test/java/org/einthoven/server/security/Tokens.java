package org.einthoven.server.security;

import static io.restassured.RestAssured.given;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens of Keycloak, and others that look like them. */
final class Tokens {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private static final Map<String, String> GIVEN = new ConcurrentHashMap<>();

  private Tokens() {}

  /** A token that Keycloak gives to a client for scopes, asked for once. */
  static String of(String client, String... scopes) {
    return GIVEN.computeIfAbsent(
        client + " " + String.join(" ", scopes), asked -> asked(client, scopes));
  }

  /** The same, asked for anew. */
  static String asked(String client, String... scopes) {
    RequestSpecification request =
        given()
            .baseUri(OpenIdProvider.issuer())
            .formParam("grant_type", "client_credentials")
            .formParam("client_id", client)
            .formParam("client_secret", OpenIdProvider.SECRET);
    if (scopes.length > 0) {
      request.formParam("scope", String.join(" ", scopes));
    }
    return request
        .post("/protocol/openid-connect/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  /** A request with such a token. */
  static RequestSpecification as(String client, String... scopes) {
    return bearing(of(client, scopes));
  }

  /** A request with a token. */
  static RequestSpecification bearing(String token) {
    return given()
        .spec(new RequestSpecBuilder().build())
        .header("Authorization", "Bearer " + token)
        .contentType("application/fhir+json");
  }

  /** The claims of a token as JSON. */
  static String claims(String token) {
    return decoded(token, 1);
  }

  /** A token whose claims were changed, signed by a key under the same name. */
  static String signed(String token, UnaryOperator<String> change, PrivateKey key) {
    String head = token.split("\\.", -1)[0];
    String said = head + "." + encoded(change.apply(claims(token)));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(said.getBytes(StandardCharsets.US_ASCII));
      return said + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token whose claims were changed, with the signature it had. */
  static String tampered(String token, UnaryOperator<String> change) {
    String[] parts = token.split("\\.", -1);
    return parts[0] + "." + encoded(change.apply(claims(token))) + "." + parts[2];
  }

  /** A token that says that it needs no signature. */
  static String unsigned(String token) {
    return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(claims(token)) + ".";
  }

  /** A token that says that it was signed by a key that nobody has. */
  static String withUnknownKey(String token) {
    String[] parts = token.split("\\.", -1);
    String head = decoded(token, 0).replaceAll("(\"kid\"\\s*:\\s*\")[^\"]+", "$1unknown");
    return encoded(head) + "." + parts[1] + "." + parts[2];
  }

  /** The same text signed by HMAC with the public key as the secret. */
  static String confused(String token, byte[] publicKey) {
    String kid = decoded(token, 0).replaceAll(".*\"kid\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    String said =
        encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}")
            + "."
            + encoded(claims(token));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
      return said + "." + URL.encodeToString(mac.doFinal(said.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String decoded(String token, int part) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]), StandardCharsets.UTF_8);
  }

  private static String encoded(String json) {
    return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
