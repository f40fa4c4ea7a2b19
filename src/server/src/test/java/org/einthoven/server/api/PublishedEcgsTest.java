package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published ECGs of other makers, which are not part of this repository, sent as they are. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PublishedEcgsTest {

  private enum Becomes {
    REPORTED,
    NOT_ASSESSED,
    NO_ECG,
    REFUSED
  }

  private static Path folder(String name) {
    Path folder =
        Path.of(System.getProperty("einthoven.repository"), "..", "shared", "interop", name);
    boolean there = Files.isDirectory(folder);
    String missing = "no ../shared/interop/" + name + " beside the repository";
    if (!there) {
      System.err.println("SKIPPED: " + missing);
    }
    Assumptions.assumeTrue(there, missing);
    return folder;
  }

  @ParameterizedTest
  @CsvSource({
    "r4-official/Observation-ekg.json, NOT_ASSESSED",
    "de-basis/Observation-Example-observation-ekg.json, NOT_ASSESSED",
    "de-basis/Observation-Example-observation-ekg-deprecated.json, REFUSED",
    "mii-kardio/Observation-mii-exa-kardio-ekg-rr-interval.json, NO_ECG",
    "phd/rtsa-example-2.json, REPORTED",
    "phd/rtsa-example.json, NO_ECG",
  })
  void anObservation(String file, Becomes becomes) throws IOException {
    byte[] sent = Files.readAllBytes(folder("fhir").resolve(file));
    Observation observation = (Observation) FhirResource.parse(sent).resource();
    storeWhatItRefersTo(observation);
    HttpResponse<String> answered = Http.send("POST", "/fhir/Observation", Http.FHIR_JSON, sent);
    if (becomes == Becomes.REFUSED) {
      assertThat(answered.statusCode()).as(answered.body()).isEqualTo(422);
      OperationOutcome refused = (OperationOutcome) Reports.parsed(answered).resource();
      assertThat(refused.getIssueFirstRep().getExpression().get(0).getValue())
          .isEqualTo("Observation.component[1].code");
      return;
    }
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(201);
    String stored = Reports.parsed(answered).reference();
    assertThat(signals((Observation) Reports.read(stored))).isEqualTo(signals(observation));
    if (becomes == Becomes.REPORTED) {
      DiagnosticReport report = Reports.of(stored);
      assertThat(report.getSubject().getReference())
          .isEqualTo(observation.getSubject().getReference());
      assertThat(report.getConclusion()).contains("Not assessed: ");
    } else {
      assertThat(Reports.search("Task?focus=" + stored).getTotal()).isZero();
      Bundle results = Reports.search("Observation?derived-from=" + stored);
      assertThat(results.getTotal()).isEqualTo(becomes == Becomes.NOT_ASSESSED ? 1 : 0);
      if (becomes == Becomes.NOT_ASSESSED) {
        Observation result = (Observation) results.getEntryFirstRep().getResource();
        assertThat(result.getDataAbsentReason().isEmpty()).isFalse();
        Bundle reports =
            Reports.search("DiagnosticReport?result=" + FhirResource.of(result).reference());
        assertThat(reports.getTotal()).isEqualTo(1);
      }
    }
  }

  private static List<String> signals(Observation observation) {
    return Stream.concat(
            Stream.of(observation.getValue()),
            observation.getComponent().stream().map(ObservationComponentComponent::getValue))
        .filter(SampledData.class::isInstance)
        .map(value -> ((SampledData) value).getData())
        .toList();
  }

  private static void storeWhatItRefersTo(Observation observation) {
    Set<String> references = new TreeSet<>();
    FhirText.context()
        .newTerser()
        .getAllPopulatedChildElementsOfType(observation, Reference.class)
        .stream()
        .map(Reference::getReference)
        .filter(reference -> reference != null)
        .forEach(references::add);
    for (String reference : references) {
      IdType id = new IdType(reference);
      String more =
          id.getResourceType().equals("DocumentReference")
              ? ",\"status\":\"current\",\"content\":[{\"attachment\":{\"contentType\":\"application/dicom\","
                  + "\"url\":\"https://example.org/ecg\"}}]"
              : "";
      String body =
          "{\"resourceType\":\""
              + id.getResourceType()
              + "\",\"id\":\""
              + id.getIdPart()
              + "\""
              + more
              + "}";
      HttpResponse<String> put =
          Http.send(
              "PUT", "/fhir/" + reference, Http.FHIR_JSON, body.getBytes(StandardCharsets.UTF_8));
      assertThat(put.statusCode()).as(put.body()).isIn(200, 201);
    }
  }

  @Test
  void everyAnnotatedEcgIsReportedExceptTheOneWithoutASignal() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder("aecg"))) {
      files = all.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      HttpResponse<String> answered =
          Http.send("POST", "/ecg", "application/xml", Files.readAllBytes(file));
      if (name.equals("fda_empty.xml")) {
        assertThat(answered.statusCode()).as(name + answered.body()).isEqualTo(422);
        assertThat(answered.body()).contains("/AnnotatedECG/component/series");
        continue;
      }
      // Some differ only in what does not make them another recording.
      assertThat(answered.statusCode()).as(name + answered.body()).isIn(200, 201);
      IdType id = new IdType(answered.headers().firstValue("Location").orElseThrow());
      String ecg = id.toUnqualifiedVersionless().getValue();
      assertThat(signals((Observation) Reports.read(ecg))).as(name).isNotEmpty();
      DiagnosticReport report = Reports.of(ecg);
      assertThat(report.getStatus().toCode()).isEqualTo("preliminary");
      assertThat(Reports.results(report)).as(name).isNotEmpty();
    }
  }
}
