package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BulkExportTest {

  private static final String SENDER = "exporter";

  private static List<String> references(List<Resource> resources) {
    return resources.stream()
        .map(each -> each.fhirType() + "/" + each.getIdElement().getIdPart())
        .toList();
  }

  @Test
  void threeThousandResourcesComeEachOnItsOwnLine() {
    Set<String> stored = new HashSet<>();
    for (int batch = 0; batch < 6; batch++) {
      StringBuilder bundle =
          new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[");
      for (int i = 0; i < 500; i++) {
        bundle.append(i == 0 ? "" : ",");
        bundle.append(
            "{\"resource\":{\"resourceType\":\"Location\",\"description\":\"two\\nlines \u00e9\",\"name\":\"");
        bundle.append(batch * 500 + i);
        bundle.append(
            "\",\"meta\":{\"tag\":[{\"system\":\"urn:test:bulk\",\"code\":\"many\"}]}},"
                + "\"request\":{\"method\":\"POST\",\"url\":\"Location\"}}");
      }
      HttpResponse<String> answer = Http.post("/fhir", Http.FHIR_JSON, bundle + "]}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      ((Bundle) Reports.parsed(answer).resource())
          .getEntry()
          .forEach(entry -> stored.add(entry.getResponse().getLocation().split("/")[1]));
    }

    JsonNode manifest = Exports.run("$export?_type=Location", SENDER);
    List<Resource> found = Exports.resources(manifest.path("output"), "Location", SENDER);
    List<Resource> ours =
        found.stream()
            .filter(each -> each.getMeta().getTag("urn:test:bulk", "many") != null)
            .toList();

    assertThat(stored).hasSize(3000);
    assertThat(ours).hasSize(3000);
    assertThat(ours).allMatch(each -> each.getMeta().getVersionId().equals("1"));
    assertThat(ours).extracting(each -> each.getIdElement().getIdPart()).hasSameElementsAs(stored);
    assertThat(Exports.types(manifest.path("output"))).containsOnly("Location");
    assertThat(manifest.path("requiresAccessToken").asBoolean(true)).isFalse();
    assertThat(manifest.path("request").asText())
        .isEqualTo(Http.base() + "/fhir/$export?_type=Location");
    assertThat(manifest.path("error").isArray()).isTrue();
  }

  @Test
  void patientsComeWithWhatBelongsToThemAndWholeWaveforms() throws IOException {
    String patient = Stored.patient();
    String alone = Stored.create("Organization", "'name':'Nobody refers to it'");
    String device = Stored.create("Device", "'manufacturer':'x'");
    Observation ecg = EcgBodies.observation(91);
    String body =
        EcgBodies.json(
            91,
            observation -> {
              observation.getSubject().setReference(patient);
              observation.getDevice().setReference(device);
            });
    HttpResponse<String> analysed = Http.post("/fhir/Observation/$analyze", Http.FHIR_JSON, body);
    assertThat(analysed.statusCode()).as(analysed.body()).isEqualTo(200);
    String unowned = Stored.create("Observation", "'status':'final','code':{'text':'x'}");

    JsonNode output = Exports.run("Patient/$export", SENDER).path("output");

    assertThat(references(Exports.resources(output, "Patient", SENDER))).contains(patient);
    assertThat(references(Exports.resources(output, "Device", SENDER))).contains(device);
    assertThat(references(Exports.resources(output, "DiagnosticReport", SENDER)))
        .contains(Reports.parsed(analysed).reference());
    assertThat(references(Exports.resources(output, "Organization", SENDER))).doesNotContain(alone);
    List<Resource> observations = Exports.resources(output, "Observation", SENDER);
    assertThat(references(observations)).doesNotContain(unowned);
    assertThat(observations)
        .map(each -> ((Observation) each).getComponentFirstRep())
        .filteredOn(component -> component.hasValueSampledData())
        .extracting(component -> component.getValueSampledData().getData())
        .contains(ecg.getComponentFirstRep().getValueSampledData().getData());

    String url = "";
    for (JsonNode file : output) {
      url = file.path("type").asText().equals("Observation") ? file.path("url").asText() : url;
    }
    HttpResponse<byte[]> packed =
        Http.send(
            HttpResponse.BodyHandlers.ofByteArray(),
            "GET",
            url,
            "text/plain",
            new byte[0],
            "Einthoven-Sender",
            SENDER,
            "Accept-Encoding",
            "gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/fhir+ndjson");
    String unpacked =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(unpacked).isEqualTo(Exports.send("GET", url, SENDER).body());
  }

  @Test
  void theNextExportHoldsWhatChangedAndWhatWasDeletedSince() {
    String kept = Stored.create("Practitioner", "'active':true");
    String deleted = Stored.create("Practitioner", "'active':true");
    JsonNode first = Exports.run("$export?_type=Practitioner", SENDER);
    assertThat(references(Exports.resources(first.path("output"), "Practitioner", SENDER)))
        .contains(kept, deleted);
    Instant time = Instant.parse(first.path("transactionTime").asText());
    String id = kept.substring("Practitioner/".length());
    HttpResponse<String> changed =
        Http.send(
            "PUT",
            "/fhir/" + kept,
            Http.FHIR_JSON,
            ("{\"resourceType\":\"Practitioner\",\"id\":\"" + id + "\",\"active\":false}")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(changed.statusCode()).isEqualTo(200);
    Http.send("DELETE", "/fhir/" + deleted, Http.FHIR_JSON, new byte[0]);

    JsonNode second = Exports.run("$export?_type=Practitioner&_since=" + time, SENDER);

    List<Resource> output = Exports.resources(second.path("output"), "Practitioner", SENDER);
    assertThat(references(output)).contains(kept).doesNotContain(deleted);
    assertThat(output)
        .filteredOn(each -> each.getIdElement().getIdPart().equals(id))
        .allMatch(each -> each.getMeta().getVersionId().equals("2"));
    assertThat(Exports.resources(second.path("deleted"), "Bundle", SENDER))
        .map(each -> ((Bundle) each).getEntryFirstRep().getRequest())
        .filteredOn(each -> each.getMethod() == Bundle.HTTPVerb.DELETE)
        .extracting(each -> each.getUrl())
        .contains(deleted);
    JsonNode later = Exports.run("$export?_type=Practitioner&_since=2100-01-01T00:00:00Z", SENDER);
    assertThat(later.path("output")).isEmpty();
    assertThat(later.path("deleted")).isEmpty();
  }

  @Test
  void nobodyElseFollowsReadsOrRemovesAnExport() {
    Stored.create("Practitioner", "'active':true");
    String address = Exports.begin("$export?_type=Practitioner", SENDER);
    JsonNode manifest = Exports.manifest(address, SENDER);
    String file = manifest.path("output").path(0).path("url").asText();
    for (String target : List.of(address, file)) {
      assertThat(Exports.send("GET", target, "somebody else").statusCode()).isEqualTo(404);
      assertThat(Exports.send("DELETE", target, "somebody else").statusCode()).isEqualTo(404);
      assertThat(Http.get(target).statusCode()).isEqualTo(404);
    }
    HttpResponse<String> status = Exports.send("GET", address, SENDER);
    assertThat(status.statusCode()).isEqualTo(200);
    assertThat(status.headers().firstValue("Expires")).isPresent();

    assertThat(Exports.send("DELETE", address, SENDER).statusCode()).isEqualTo(202);
    assertThat(Exports.send("GET", address, SENDER).statusCode()).isEqualTo(404);
    assertThat(Exports.send("GET", file, SENDER).statusCode()).isEqualTo(404);
    assertThat(Exports.send("DELETE", address, SENDER).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNoExportIsNotFound() {
    String known = Exports.begin("$export?_type=Task", SENDER);
    Exports.manifest(known, SENDER);
    for (String address :
        List.of(
            "/bulk/",
            "/bulk/x",
            "/bulk/../fhir",
            "/bulk/1-1-1-1-1",
            "/bulk/00000000-0000-0000-0000-000000000000")) {
      assertThat(Exports.send("GET", address, SENDER).statusCode()).as(address).isEqualTo(404);
    }
    assertThat(Exports.send("GET", known + "/Shoe.ndjson", SENDER).statusCode()).isEqualTo(404);
    assertThat(Exports.send("GET", known + "/x/y", SENDER).statusCode()).isEqualTo(404);
    assertThat(Exports.send("POST", known, SENDER).statusCode()).isEqualTo(405);
  }

  @Test
  void whatCannotBeExportedIsRefused() {
    for (String wrong :
        List.of(
            "$export?_type=Shoe",
            "$export?_type=",
            "$export?_since=2024-01-01",
            "$export?_since=yesterday",
            "$export?_outputFormat=text/csv",
            "$export?_typeFilter=Patient%3Factive%3Dtrue",
            "$export?_elements=id",
            "$export?shoe=1",
            "Patient/$export?_type=Task",
            "$export?_since=2024-01-01T00:00:00Z&_since=2025-01-01T00:00:00Z")) {
      HttpResponse<String> refused = Exports.kickOff(wrong, SENDER);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
      assertThat(refused.headers().firstValue("Content-Location")).isEmpty();
      assertThat(Reports.parsed(refused).type()).isEqualTo("OperationOutcome");
    }
    HttpResponse<String> atOnce = Exports.kickOff("$export", SENDER, "Prefer", "return=minimal");
    assertThat(atOnce.statusCode()).isEqualTo(400);
    assertThat(atOnce.body()).contains("respond-async");
  }

  @Test
  void lenientHandlingIgnoresWhatIsNotKnownAndABodyAsksTheSame() {
    HttpResponse<String> lenient =
        Exports.kickOff(
            "$export?_type=Shoe,Specimen&shoe=1&_outputFormat=ndjson",
            SENDER,
            "Prefer",
            "respond-async, handling=lenient");
    assertThat(lenient.statusCode()).as(lenient.body()).isEqualTo(202);
    Exports.manifest(lenient.headers().firstValue("Content-Location").orElseThrow(), SENDER);
    HttpResponse<String> posted =
        Http.post(
            "/fhir/$export",
            Http.FHIR_JSON,
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"_type\",\"valueString\":\"Specimen\"},"
                + "{\"name\":\"_outputFormat\",\"valueString\":\"application/fhir+ndjson\"}]}",
            "Prefer",
            "respond-async",
            "Einthoven-Sender",
            SENDER);
    assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);
    Exports.manifest(posted.headers().firstValue("Content-Location").orElseThrow(), SENDER);
  }
}
