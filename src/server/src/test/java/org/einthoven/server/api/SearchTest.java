package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SearchTest {

  private static String create(String type, String body) {
    HttpResponse<String> created = Http.post("/fhir/" + type, Http.FHIR_JSON, body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return FhirResource.parse(created.body().getBytes(StandardCharsets.UTF_8)).reference();
  }

  private static String patient(String family, String born, String mark) {
    return create(
        "Patient",
        "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:test:search\",\"value\":\""
            + mark
            + "\"}],\"name\":[{\"family\":\""
            + family
            + "\"}],\"birthDate\":\""
            + born
            + "\"}");
  }

  private static Bundle get(String address) {
    HttpResponse<String> found =
        Http.get(address.startsWith("http") ? address : "/fhir/" + address);
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return (Bundle) FhirResource.parse(found.body().getBytes(StandardCharsets.UTF_8)).resource();
  }

  private static List<String> ids(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(entry -> FhirResource.of(entry.getResource()).reference())
        .toList();
  }

  @Test
  void pagesHoldEveryMatchOnceWhileOthersArrive() {
    List<String> there = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      there.add(patient("Pager", "1950-01-0" + (i + 1), "page"));
    }
    Bundle page = get("Patient?family=pager&_sort=birthdate&_count=2");
    List<String> seen = new ArrayList<>(ids(page));
    patient("Pager", "1940-01-01", "page");
    for (BundleLinkComponent next = page.getLink("next"); next != null; ) {
      page = get(next.getUrl());
      seen.addAll(ids(page));
      next = page.getLink("next");
    }
    assertThat(seen).containsExactlyElementsOf(there);
  }

  @Test
  void datesAreFoundByTheSpanThatTheyStandFor() {
    String march = patient("Dated", "1961-03-15", "dated");
    String year = patient("Dated", "1961", "dated");
    String query = "Patient?identifier=urn:test:search%7Cdated&birthdate=";
    assertThat(ids(get(query + "1961-03"))).containsExactly(march);
    assertThat(ids(get(query + "1961"))).containsExactlyInAnyOrder(march, year);
    assertThat(ids(get(query + "gt1961-03-15"))).containsExactly(year);
    assertThat(ids(get(query + "lt1961-02-01"))).containsExactly(year);
    assertThat(ids(get(query + "sa1961"))).isEmpty();
  }

  @Test
  void namesAreFoundWithoutCaseAndAccents() {
    String found = patient("M\u00fcller-L\u00fcd", "1970-01-01", "name");
    assertThat(ids(get("Patient?name=muller"))).contains(found);
    assertThat(ids(get("Patient?name:exact=muller"))).doesNotContain(found);
    assertThat(ids(get("Patient?family:contains=lud"))).contains(found);
  }

  @Test
  void tokensAreFoundBySystemAndCodeAndByTheirAbsence() {
    String one = patient("Token", "1970-01-01", "tok-1");
    String two = patient("Token", "1970-01-01", "tok-2");
    assertThat(ids(get("Patient?identifier=urn:test:search%7Ctok-1"))).containsExactly(one);
    assertThat(ids(get("Patient?identifier=tok-1,tok-2"))).containsExactlyInAnyOrder(one, two);
    assertThat(ids(get("Patient?identifier=urn:other%7Ctok-1"))).isEmpty();
    assertThat(ids(get("Patient?family=token&identifier:not=tok-1"))).containsExactly(two);
    assertThat(ids(get("Patient?family=token&gender:missing=true"))).contains(one, two);
  }

  @Test
  void referencesAreFoundByTypeAndIdAndFollowed() {
    String patient = patient("Referred", "1970-01-01", "ref");
    String order =
        create(
            "ServiceRequest",
            "{\"resourceType\":\"ServiceRequest\",\"status\":\"active\",\"intent\":\"order\",\"subject\":{\"reference\":\""
                + patient
                + "\"}}");
    String id = patient.substring("Patient/".length());
    assertThat(ids(get("ServiceRequest?patient=" + id))).containsExactly(order);
    assertThat(ids(get("ServiceRequest?subject=" + patient + "&_include=ServiceRequest:subject")))
        .containsExactly(order, patient);
    assertThat(ids(get("Patient?_id=" + id + "&_revinclude=ServiceRequest:subject")))
        .containsExactly(patient, order);
    assertThat(get("ServiceRequest?subject=" + patient + "&_summary=count").getTotal())
        .isEqualTo(1);
  }

  @Test
  void unknownParametersAreRefusedUnlessTheClientIsLenient() {
    assertThat(Http.get("/fhir/Patient?shoe=1").statusCode()).isEqualTo(400);
    HttpResponse<String> lenient =
        Http.send(
            "GET",
            "/fhir/Patient?shoe=1&_count=1",
            Http.FHIR_JSON,
            new byte[0],
            "Prefer",
            "handling=lenient");
    assertThat(lenient.statusCode()).as(lenient.body()).isEqualTo(200);
    assertThat(lenient.body()).contains("Ignored");
  }
}
