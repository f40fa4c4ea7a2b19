package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EverythingTest {

  @Test
  void thePatientComesFirstAndThenAllThatBelongsToThem() {
    String organization = Stored.create("Organization", "'name':'Ward'");
    String doctor = Stored.create("Practitioner", "'active':true");
    String device = Stored.create("Device", Stored.to("owner", organization));
    String patient =
        Stored.create("Patient", "'generalPractitioner':[{'reference':'" + doctor + "'}]");
    String file = Stored.create("Binary", "'contentType':'text/plain','data':'aGVsbG8='");
    String observation =
        Stored.create(
            "Observation",
            "'status':'final','code':{'text':'x'},"
                + Stored.to("subject", patient)
                + ","
                + Stored.to("device", device));
    String document =
        Stored.create(
            "DocumentReference",
            "'status':'current',"
                + Stored.to("subject", patient)
                + ",'content':[{'attachment':{'contentType':'text/plain','url':'"
                + file
                + "'}}]");
    String agent = Stored.create("Practitioner", "'active':true");
    String provenance =
        Stored.create(
            "Provenance",
            "'recorded':'2024-01-01T00:00:00Z','target':[{'reference':'"
                + observation
                + "'}],'agent':[{'who':{'reference':'"
                + agent
                + "'}}]");
    String other = Stored.patient();
    String others = Stored.observation(other, "8867-4", "2024-01-01");

    Bundle bundle = Stored.bundle(patient + "/$everything");
    List<String> found = Stored.references(bundle);

    assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
    assertThat(found.get(0)).isEqualTo(patient);
    assertThat(found)
        .containsExactlyInAnyOrder(
            patient, doctor, organization, device, file, observation, document, agent, provenance)
        .doesNotContain(other, others);
    assertThat(bundle.getTotal()).isEqualTo(found.size());
    assertThat(bundle.getEntryFirstRep().getFullUrl()).isEqualTo(Http.base() + "/fhir/" + patient);
  }

  @Test
  void anEcgComesWithItsReportAndItsWaveform() {
    String patient = Stored.patient();
    String body = EcgBodies.json(81, observation -> observation.getSubject().setReference(patient));
    HttpResponse<String> analysed = Http.post("/fhir/Observation/$analyze", Http.FHIR_JSON, body);
    assertThat(analysed.statusCode()).as(analysed.body()).isEqualTo(200);

    HttpResponse<String> answer = Http.get("/fhir/" + patient + "/$everything");

    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> types =
        Stored.references((Bundle) Reports.parsed(answer).resource()).stream()
            .map(reference -> reference.split("/", 2)[0])
            .toList();
    assertThat(types).contains("DiagnosticReport", "Observation", "Device", "Provenance");
    assertThat(answer.body())
        .contains(EcgBodies.observation(81).getComponentFirstRep().getValueSampledData().getData());
  }

  @Test
  void careOutsideTheDatesIsLeftOutAndWhatHasNoDateStays() {
    String patient = Stored.patient();
    String early = Stored.observation(patient, "8867-4", "2020-05-01");
    String late = Stored.observation(patient, "8867-4", "2022-05-01");
    String undated =
        Stored.create(
            "Observation", "'status':'final','code':{'text':'x'}," + Stored.to("subject", patient));
    assertThat(Stored.references(Stored.bundle(patient + "/$everything?start=2021")))
        .containsExactlyInAnyOrder(patient, late, undated);
    assertThat(Stored.references(Stored.bundle(patient + "/$everything?end=2020-05-01")))
        .containsExactlyInAnyOrder(patient, early, undated);
    assertThat(
            Stored.references(Stored.bundle(patient + "/$everything?start=2020-05-02&end=2022-04")))
        .containsExactlyInAnyOrder(patient, undated);
  }

  @Test
  void typesAndTheTimeOfStorageNarrowIt() {
    String patient = Stored.patient();
    String observation = Stored.observation(patient, "8867-4", "2020-05-01");
    assertThat(Stored.references(Stored.bundle(patient + "/$everything?_type=Observation")))
        .containsExactly(observation);
    assertThat(
            Stored.references(Stored.bundle(patient + "/$everything?_since=2100-01-01T00:00:00Z")))
        .isEmpty();
    assertThat(
            Stored.references(
                Stored.bundle(patient + "/$everything?_since=2000-01-01T00:00:00%2B01:00")))
        .containsExactly(patient, observation);
  }

  @Test
  void pagesHoldEachOnceWhileOthersArrive() {
    String patient = Stored.patient();
    List<String> there = new ArrayList<>(List.of(patient));
    for (int i = 0; i < 7; i++) {
      there.add(Stored.observation(patient, "8867-4", "2020-05-0" + (i + 1)));
    }
    Bundle first = Stored.bundle(patient + "/$everything?_count=3");
    assertThat(first.getEntry()).hasSize(3);
    assertThat(first.getTotal()).isEqualTo(8);
    String encounter =
        Stored.create(
            "Encounter",
            "'status':'finished','class':{'code':'AMB'}," + Stored.to("subject", patient));
    assertThat(Stored.follow(first)).containsExactlyElementsOf(there).doesNotContain(encounter);
    assertThat(Stored.follow(Stored.bundle(patient + "/$everything?_count=1")))
        .hasSize(9)
        .doesNotHaveDuplicates();
    assertThat(Stored.bundle(patient + "/$everything?_count=0").getTotal()).isEqualTo(9);
  }

  @Test
  void aParametersBodyAsksTheSame() {
    String patient = Stored.patient();
    Stored.observation(patient, "8867-4", "2020-05-01");
    HttpResponse<String> answer =
        Http.post(
            "/fhir/" + patient + "/$everything",
            Http.FHIR_JSON,
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"_type\",\"valueCode\":\"Patient\"}]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Stored.references((Bundle) Reports.parsed(answer).resource()))
        .containsExactly(patient);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    String patient = Stored.patient();
    String ask = patient + "/$everything?";
    assertThat(Stored.status("Patient/nobody/$everything")).isEqualTo(404);
    assertThat(Stored.status(ask + "_count=-1")).isEqualTo(400);
    assertThat(Stored.status(ask + "_count=few")).isEqualTo(400);
    assertThat(Stored.status(ask + "_type=Shoe")).isEqualTo(400);
    assertThat(Stored.status(ask + "_type=")).isEqualTo(400);
    assertThat(Stored.status(ask + "shoe=1")).isEqualTo(400);
    assertThat(Stored.status(ask + "start=yesterday")).isEqualTo(400);
    assertThat(Stored.status(ask + "start=2024&start=2025")).isEqualTo(400);
    assertThat(Stored.status(ask + "start=2024&end=2023")).isEqualTo(400);
    assertThat(Stored.status(ask + "_since=2024-01-01")).isEqualTo(400);
    assertThat(Stored.status(ask + "_after=xyz")).isEqualTo(400);
    // Two parts, one of them NUL.
    assertThat(Stored.status(ask + "_after=UGF0aWVudAoA")).isEqualTo(400);
    assertThat(Stored.status(ask + "_since=0000-01-01T00:00:00Z")).isEqualTo(200);
    HttpResponse<String> unknown = Http.get("/fhir/" + ask + "shoe=1");
    assertThat(unknown.body()).contains("http.shoe").contains("handling=lenient");
    HttpResponse<String> lenient =
        Http.send(
            "GET",
            "/fhir/" + ask + "shoe=1",
            Http.FHIR_JSON,
            new byte[0],
            "Prefer",
            "handling=lenient");
    assertThat(lenient.statusCode()).isEqualTo(200);
    assertThat(lenient.body()).doesNotContain("shoe=");
  }

  @Test
  void aDeletedPatientIsGone() {
    String patient = Stored.patient();
    assertThat(Http.send("DELETE", "/fhir/" + patient, Http.FHIR_JSON, new byte[0]).statusCode())
        .isLessThan(300);
    assertThat(Stored.status(patient + "/$everything")).isEqualTo(410);
  }
}
