package org.einthoven.server.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.servlet.annotation.WebServlet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** Every address of the server has a rule, and one that has none is nobody's. */
@QuarkusTest
@TestProfile(WithLogin.class)
@QuarkusTestResource(TestDatabase.class)
class RoutesTest {

  private static final String ALL = "user/*.cruds";

  private static Set<String> servlets() {
    Set<String> addresses = new TreeSet<>();
    new ClassFileImporter()
        .importPackages("org.einthoven.server").stream()
            .filter(type -> type.isAnnotatedWith(WebServlet.class))
            .map(type -> type.getAnnotationOfType(WebServlet.class))
            .flatMap(servlet -> List.of(servlet.urlPatterns()).stream())
            .map(pattern -> pattern.replace("*", "some/thing"))
            .forEach(addresses::add);
    return addresses;
  }

  @Test
  void noServletAnswersWithoutAToken() {
    assertThat(servlets()).hasSizeGreaterThan(8).contains("/ecg", "/fhir/some/thing");
    for (String address : servlets()) {
      for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD")) {
        int status = given().request(method, address).statusCode();
        boolean discovery =
            address.equals("/cds-services") && Set.of("GET", "HEAD").contains(method);
        assertThat(status).as(method + " " + address).isEqualTo(discovery ? 200 : 401);
      }
    }
  }

  @Test
  void whatIsNotListedIsNobodys() {
    for (String address :
        List.of(
            "/", "/index.html", "/q/openapi", "/q/dev-ui", "/q/metrics/x", "/fhirs", "/q/arc")) {
      assertThat(given().get(address).statusCode()).as(address).isEqualTo(401);
      assertThat(Tokens.as("administrator", ALL).get(address).statusCode())
          .as(address)
          .isEqualTo(403);
    }
  }

  @Test
  void whatTheServerIsAndWhetherItIsWellIsPublic() {
    for (String address :
        List.of("/fhir/metadata", "/fhir/api-docs", "/fhir/swagger-ui/", "/q/health/live")) {
      assertThat(given().get(address).statusCode()).as(address).isEqualTo(200);
    }
  }

  @Test
  void aPublicAddressIsNoWayAroundTheGate() {
    for (String address :
        List.of(
            "/fhir/metadata/../Patient",
            "/fhir/metadata/%2e%2e/Patient",
            "/fhir/swagger-ui/..%2fPatient",
            "/fhir/swagger-ui/../Patient",
            "/fhir/metadata;x/../Patient",
            "/fhir//Patient",
            "/fhir/metadata/",
            "//fhir/Patient",
            "/FHIR/Patient",
            "/fhir/./Patient")) {
      int status = given().urlEncodingEnabled(false).get(address).statusCode();
      assertThat(status).as(address).isIn(400, 401, 404);
    }
  }

  @Test
  void rolesOpenTheAddressesOfTheirWork() {
    String[] roles = {"sender", "clinician", "auditor", "model-engineer", "administrator"};
    check("/audit/checkpoint", roles, Set.of("auditor"));
    check("/outbox", roles, Set.of("administrator"));
    check("/q/metrics", roles, Set.of("model-engineer", "administrator"));
    check("/feedback", roles, Set.of("model-engineer"));
    check("/models", roles, Set.of("clinician", "auditor", "model-engineer", "administrator"));
  }

  private static void check(String address, String[] roles, Set<String> admitted) {
    for (String role : roles) {
      int status = Tokens.as(role, ALL).get(address).statusCode();
      assertThat(status)
          .as(role + " at " + address)
          .matches(found -> admitted.contains(role) ? found != 403 && found != 401 : found == 403);
    }
  }
}
