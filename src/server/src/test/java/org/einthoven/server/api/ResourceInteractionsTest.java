package org.einthoven.server.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.einthoven.server.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ResourceInteractionsTest {

  private static final String FHIR = "application/fhir+json";

  private static RequestSpecification fhir() {
    return given()
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .encodeContentTypeAs(FHIR, ContentType.TEXT)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType(FHIR)
        .accept(FHIR);
  }

  private static String create(String type, String body) {
    return fhir().body(body).post("/fhir/" + type).then().statusCode(201).extract().path("id");
  }

  @Test
  void aCreatedResourceIsReadBackWithItsVersion() {
    String id =
        fhir()
            .body("{\"resourceType\":\"Patient\",\"active\":true}")
            .post("/fhir/Patient")
            .then()
            .statusCode(201)
            .header("Location", matchesPattern(".*/fhir/Patient/[0-9a-f-]{36}/_history/1"))
            .header("ETag", equalTo("W/\"1\""))
            .header("Last-Modified", notNullValue())
            .extract()
            .path("id");
    fhir()
        .get("/fhir/Patient/" + id)
        .then()
        .statusCode(200)
        .body("active", equalTo(true))
        .body("meta.versionId", equalTo("1"))
        .header("ETag", equalTo("W/\"1\""));
  }

  @Test
  void everyVersionStaysReadableAfterAnUpdate() {
    String id = create("Patient", "{\"resourceType\":\"Patient\",\"gender\":\"male\"}");
    String changed = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"gender\":\"female\"}";
    fhir()
        .header("If-Match", "W/\"1\"")
        .body(changed)
        .put("/fhir/Patient/" + id)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("W/\"2\""));
    fhir()
        .header("If-Match", "W/\"1\"")
        .body(changed)
        .put("/fhir/Patient/" + id)
        .then()
        .statusCode(412);
    fhir()
        .get("/fhir/Patient/" + id + "/_history/1")
        .then()
        .statusCode(200)
        .body("gender", equalTo("male"));
    fhir()
        .get("/fhir/Patient/" + id + "/_history")
        .then()
        .statusCode(200)
        .body("type", equalTo("history"))
        .body("total", equalTo(2))
        .body("entry[1].resource.gender", equalTo("male"));
  }

  @Test
  void whatR4DoesNotKnowIsRefusedWithItsPlace() {
    fhir()
        .body("{\"resourceType\":\"Patient\",\"shoeSize\":44}")
        .post("/fhir/Patient")
        .then()
        .statusCode(400)
        .body("issue[0].expression[0]", containsString("shoeSize"));
  }

  @Test
  void aConditionalCreateFindsWhatIsThere() {
    String body =
        "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:test:a\",\"value\":\"c1\"}]}";
    String id = create("Patient", body);
    fhir()
        .header("If-None-Exist", "identifier=urn:test:a|c1")
        .body(body)
        .post("/fhir/Patient")
        .then()
        .statusCode(200)
        .body("id", equalTo(id));
  }

  @Test
  void aReferenceToAPatientThatIsNotThereIsRefusedWithItsPlace() {
    fhir()
        .body(
            "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"subject\":{\"reference\":\"Patient/nobody\"}}")
        .post("/fhir/Observation")
        .then()
        .statusCode(422)
        .body("issue[0].expression", hasItem("Observation.subject.reference"));
  }

  @Test
  void theCapabilityStatementListsWhatIsThere() {
    fhir()
        .get("/fhir/metadata")
        .then()
        .statusCode(200)
        .body("fhirVersion", equalTo("4.0.1"))
        .body("rest[0].resource.find{it.type=='Observation'}.searchParam.name", hasItem("based-on"))
        .body("rest[0].resource.find{it.type=='Observation'}.interaction.code", hasItem("vread"));
  }
}
