package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Reports.parsed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;

/** Writes where {@code einthoven.validation.profiles} is on. */
@QuarkusTest
@TestProfile(ValidatedWritesTest.Validated.class)
@QuarkusTestResource(TestDatabase.class)
class ValidatedWritesTest {

  /** Every write is validated. */
  public static class Validated implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("einthoven.validation.profiles", "true");
    }
  }

  private static final String INVALID =
      """
      {"resourceType":"Patient","identifier":[{"system":"urn:validated","value":"%s"}],
       "contact":[{"relationship":[{"text":"nobody"}]}]}
      """;

  private static HttpResponse<String> post(Observation ecg) {
    return Http.post(
        "/fhir/Observation",
        Http.FHIR_JSON,
        new String(FhirResource.of(ecg).json(), StandardCharsets.UTF_8));
  }

  private static OperationOutcome refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    return (OperationOutcome) parsed(answer).resource();
  }

  @Test
  void whatIsNotValidIsRefusedWithThePlaceAndNotStored() {
    OperationOutcome outcome =
        refused(Http.post("/fhir/Patient", Http.FHIR_JSON, INVALID.formatted("1")));
    assertThat(outcome.getIssue())
        .anyMatch(issue -> issue.getExpression().get(0).getValue().equals("Patient.contact[0]"));
    Bundle found = Reports.search("Patient?identifier=urn:validated%7C1");
    assertThat(found.getEntry()).isEmpty();
  }

  @Test
  void aTransactionWithSomethingThatIsNotValidIsRefusedWhole() {
    String bundle =
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
          {"request":{"method":"POST","url":"Patient"},"resource":
            {"resourceType":"Patient","identifier":[{"system":"urn:validated","value":"2"}]}},
          {"request":{"method":"POST","url":"Patient"},"resource":%s}]}
        """
            .formatted(INVALID.formatted("3"));
    refused(Http.post("/fhir", Http.FHIR_JSON, bundle));
    assertThat(Reports.search("Patient?identifier=urn:validated%7C2").getEntry()).isEmpty();
  }

  @Test
  void anEcgThatDoesNotKeepTheProfileItClaimsIsRefusedAndAnotherIsReadAsAlways() {
    Observation claims = EcgBodies.twelveLeads(7300);
    claims.getMeta().addProfile(Codes.SINGLE_LEAD_PROFILE);
    assertThat(refused(post(claims)).getIssue())
        .anyMatch(issue -> issue.getDiagnostics().contains("ecg-single-lead"));

    HttpResponse<String> created = post(EcgBodies.twelveLeads(7301));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(Reports.of(parsed(created).reference()).getResult()).hasSizeGreaterThan(5);
  }

  @Test
  void aProfileThatIsNotKnownHereMakesNothingWrong() {
    HttpResponse<String> created =
        Http.post(
            "/fhir/Patient",
            Http.FHIR_JSON,
            """
            {"resourceType":"Patient",
             "meta":{"profile":["https://example.org/StructureDefinition/other"]}}
            """);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
  }
}
