package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** A report leads to its Device, and that to the card of the model. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ModelCardTest {

  private static final String CARD =
      "http://hl7.org/fhir/uv/aitransparency/StructureDefinition/aitransparency.modelCardDescription";

  private static DiagnosticReport report(long seed) {
    HttpResponse<String> sent =
        Http.send(
            "POST",
            "/fhir/Observation",
            Http.FHIR_JSON,
            FhirResource.of(EcgBodies.twelveLeads(seed)).json());
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    return Reports.of(Reports.parsed(sent).reference());
  }

  private static Device device(DiagnosticReport report) {
    Bundle found =
        Reports.search(
            "Observation?_id="
                + report.getResultFirstRep().getReference().substring("Observation/".length())
                + "&_include=Observation:device");
    return (Device)
        found.getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(Device.class::isInstance)
            .findFirst()
            .orElseThrow();
  }

  private static String named(Device device) {
    return ((Reference) device.getExtensionByUrl(CARD).getValue()).getReference();
  }

  @Test
  void theDeviceOfAReportNamesTheCardAndTwoReportsShareBoth() {
    Device first = device(report(88_001));
    Device second = device(report(88_002));

    assertThat(second.getIdElement().getValue()).isEqualTo(first.getIdElement().getValue());
    DocumentReference card = (DocumentReference) Reports.read(named(first));
    assertThat(card.getMeta().getVersionId()).isEqualTo("1");
    assertThat(card.getIdentifierFirstRep().getValue())
        .isEqualTo(first.getIdentifierFirstRep().getValue());
    String markdown =
        new String(card.getContentFirstRep().getAttachment().getData(), StandardCharsets.UTF_8);
    assertThat(markdown).contains(first.getIdentifierFirstRep().getValue(), "## Limits");
    HttpResponse<String> read = Http.get("/models/" + first.getModelNumber() + "/card");
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.headers().firstValue("Content-Type")).hasValue("text/markdown;charset=UTF-8");
    assertThat(read.body()).isEqualTo(markdown);
  }

  @Test
  void aCardOfNoModelHereIsNotFoundAndTheAnswerSaysWhereTheyAre() {
    for (String path : new String[] {"dfnet/99.0.0/card", "dfnet", "../../etc/passwd/card"}) {
      HttpResponse<String> refused = Http.get("/models/" + path.replace("..", "%2e%2e"));
      assertThat(refused.statusCode()).as(path).isBetween(400, 404);
      assertThat(refused.body()).doesNotContain("root:");
    }
    assertThat(Http.get("/models/dfnet/99.0.0/card").body()).contains("/models/ID/VERSION/card");
  }
}
