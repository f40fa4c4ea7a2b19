package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches over references, parts that belong together, and what searches are refused. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChainedSearchTest {

  private static final String LOINC = "http://loinc.org";

  private static String create(String type, String rest) {
    HttpResponse<String> created =
        Http.post(
            "/fhir/" + type, Http.FHIR_JSON, "{\"resourceType\":\"" + type + "\"," + rest + "}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return FhirResource.parse(created.body().getBytes(StandardCharsets.UTF_8)).reference();
  }

  private static String patient(String family, String more) {
    return create("Patient", "\"name\":[{\"family\":\"" + family + "\"}]" + more);
  }

  private static String measured(String patient, String code, int value, String more) {
    return create(
        "Observation",
        "\"status\":\"final\",\"subject\":{\"reference\":\""
            + patient
            + "\"},\"code\":{\"coding\":[{\"system\":\""
            + LOINC
            + "\",\"code\":\""
            + code
            + "\",\"display\":\"QRS Duration\"}]},\"valueQuantity\":{\"value\":"
            + value
            + ",\"unit\":\"ms\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"ms\"}"
            + more);
  }

  private static Bundle get(String address) {
    HttpResponse<String> found = Http.get("/fhir/" + address.replace("|", "%7C"));
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return (Bundle) FhirResource.parse(found.body().getBytes(StandardCharsets.UTF_8)).resource();
  }

  private static List<String> ids(String address) {
    return get(address).getEntry().stream()
        .map(entry -> FhirResource.of(entry.getResource()).reference())
        .toList();
  }

  @Test
  void aChainFindsByWhatIsReferredTo() {
    String doctor =
        create("Practitioner", "\"name\":[{\"family\":\"Chainwright\"}],\"active\":true");
    String patient =
        patient("Chained", ",\"generalPractitioner\":[{\"reference\":\"" + doctor + "\"}]");
    String other = patient("Unchained", "");
    String found = measured(patient, "8633-0", 98, "");
    measured(other, "8633-0", 98, "");

    assertThat(ids("Observation?patient.name=chained")).containsExactly(found);
    assertThat(ids("Observation?subject:Patient.family:exact=Chained")).containsExactly(found);
    assertThat(ids("Observation?subject.general-practitioner.family=chainwright"))
        .containsExactly(found);
    assertThat(ids("Observation?patient._id=" + patient.substring("Patient/".length())))
        .containsExactly(found);
    assertThat(ids("Observation?patient.name=chained&code=8625-6")).isEmpty();
  }

  @Test
  void aChainBackwardsFindsByWhatRefersHere() {
    String patient = patient("Backward", "");
    patient("Backward", "");
    measured(patient, "8625-6", 160, "");

    assertThat(ids("Patient?family=backward&_has:Observation:patient:code=8625-6"))
        .containsExactly(patient);
    assertThat(ids("Patient?family=backward&_has:Observation:patient:code=8633-0")).isEmpty();
    assertThat(ids("Patient?family=backward&_has:Observation:subject:value-quantity=gt150||ms"))
        .containsExactly(patient);
    String practitioner = create("Practitioner", "\"active\":true");
    String cared =
        patient("Nested", ",\"generalPractitioner\":[{\"reference\":\"" + practitioner + "\"}]");
    measured(cared, "8636-3", 433, "");
    assertThat(
            ids(
                "Practitioner?_has:Patient:general-practitioner:_has:Observation:patient:code=8636-3"))
        .contains(practitioner);
  }

  @Test
  void partsOfACompositeMustBelongTogether() {
    String patient = patient("Composed", "");
    String component =
        ",\"component\":[{\"code\":{\"coding\":[{\"code\":\"a\"}]},\"valueQuantity\":{\"value\":1}},"
            + "{\"code\":{\"coding\":[{\"code\":\"b\"}]},\"valueQuantity\":{\"value\":2}}]";
    String found = measured(patient, "8633-0", 98, component);
    String query = "Observation?patient=" + patient + "&";

    assertThat(ids(query + "code-value-quantity=8633-0$98")).containsExactly(found);
    assertThat(ids(query + "code-value-quantity=8633-0$gt100")).isEmpty();
    assertThat(ids(query + "component-code-value-quantity=a$1")).containsExactly(found);
    assertThat(ids(query + "component-code-value-quantity=a$2")).isEmpty();
    assertThat(ids(query + "combo-code-value-quantity=b$2,b$3")).containsExactly(found);
    assertThat(ids(query + "combo-code-value-quantity=" + LOINC + "|8633-0$98||ms"))
        .containsExactly(found);
    assertThat(ids(query + "combo-code-value-quantity=8633-0$1")).isEmpty();
  }

  @Test
  void codesAreFoundByTheirTextAndIdentifiersByTheirType() {
    String patient =
        patient(
            "Texted",
            ",\"identifier\":[{\"type\":{\"coding\":[{\"system\":\"urn:types\",\"code\":\"MR\"}]},"
                + "\"system\":\"urn:texted\",\"value\":\"77\"}]");
    String found = measured(patient, "8633-0", 98, "");

    assertThat(ids("Observation?patient=" + patient + "&code:text=qrs")).containsExactly(found);
    assertThat(ids("Observation?patient=" + patient + "&code:text=duration")).isEmpty();
    assertThat(ids("Patient?identifier:of-type=urn:types|MR|77")).containsExactly(patient);
    assertThat(ids("Patient?identifier:of-type=urn:types|DL|77")).isEmpty();
  }

  @Test
  void addressesAreFoundByWhatTheyBeginWith() {
    String found =
        create(
            "Observation",
            "\"meta\":{\"profile\":[\"http://chained.test/profiles/a/b\"]},\"status\":\"final\","
                + "\"code\":{\"text\":\"x\"}");
    assertThat(ids("Observation?_profile:below=http://chained.test/profiles"))
        .containsExactly(found);
    assertThat(ids("Observation?_profile:above=http://chained.test/profiles/a/b/c"))
        .containsExactly(found);
    assertThat(ids("Observation?_profile=http://chained.test/profiles")).isEmpty();
  }

  @Test
  void includesAreFollowedFromWhatTheyAddedWhereAsked() {
    String organization = create("Organization", "\"name\":\"Iterated\"");
    String patient =
        patient("Iterated", ",\"managingOrganization\":{\"reference\":\"" + organization + "\"}");
    String found = measured(patient, "8633-0", 98, "");
    String query = "Observation?patient=" + patient + "&_include=Observation:subject";

    assertThat(ids(query + "&_include=Patient:organization")).containsExactly(found, patient);
    assertThat(ids(query + "&_include:iterate=Patient:organization"))
        .containsExactly(found, patient, organization);
    assertThat(ids("Observation?patient=" + patient + "&_include=Observation:*"))
        .containsExactly(found, patient);
    assertThat(
            ids(
                "Organization?_id="
                    + organization.substring("Organization/".length())
                    + "&_revinclude=Patient:organization&_revinclude:iterate=Observation:patient"))
        .containsExactly(organization, patient, found);
  }

  @Test
  void theNumberOfMatchesIsToldWhereItIsCheapOrAskedFor() {
    for (int i = 0; i < 3; i++) {
      patient("Totalled", "");
    }
    assertThat(get("Patient?family=totalled").getTotal()).isEqualTo(3);
    assertThat(get("Patient?family=totalled&_count=2").getTotal()).isEqualTo(3);
    assertThat(get("Patient?family=totalled&_count=2&_total=accurate").getTotal()).isEqualTo(3);
    assertThat(get("Patient?family=totalled&_count=0").getTotal()).isEqualTo(3);
  }

  @Test
  void theSizeOfAPageIsNotToldAsTheNumberOfMatches() {
    String entry =
        "{\"request\":{\"method\":\"POST\",\"url\":\"Patient\"},\"resource\":{\"resourceType\":"
            + "\"Patient\",\"name\":[{\"family\":\"Uncounted\"}]}}";
    String many =
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
            + String.join(",", Collections.nCopies(1001, entry))
            + "]}";
    assertThat(Http.post("/fhir", Http.FHIR_JSON, many).statusCode()).isEqualTo(200);
    assertThat(get("Patient?family=uncounted&_count=2").hasTotal()).isFalse();
    assertThat(get("Patient?family=uncounted&_count=2&_total=accurate").getTotal()).isEqualTo(1001);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Observation?status.name=x",
        "Observation?subject.shoe=1",
        "Observation?subject:Device.family=x",
        "Observation?patient:Group=1",
        "Patient?_has:Observation:patient",
        "Patient?_has:Observation:status:code=x",
        "Patient?_has:Shoe:patient:code=x",
        "Patient?_has:Observation:patient:shoe=x",
        "Patient?link.link.link.link.link.link.link.family=x",
        "Observation?code-value-quantity=8633-0",
        "Observation?code-value-quantity=8633-0$x",
        "Observation?code:above=x",
        "Patient?identifier:of-type=77",
        "Patient?family=x&_total=some",
        "Patient?_include=Observation",
        "Patient?_count=-1",
        "Patient?_sort=shoe",
        "Patient?birthdate=soon"
      })
  void whatIsNotUnderstoodIsRefusedWithItsNameAndTheRemedy(String address) {
    HttpResponse<String> refused =
        Http.get("/fhir/" + address.replace("|", "%7C").replace("$", "%24"));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("OperationOutcome").contains("http.");
  }
}
