package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own definitions are resources like others, which nobody else writes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PackagedDefinitionsTest {

  @Inject PackagedDefinitions definitions;
  @Inject ResourceWriter writer;

  private static List<String> found(String query) {
    return Workflow.found(query);
  }

  @Test
  void everyDefinitionIsThereFromTheStartWithItsVersions() {
    for (FhirResource packaged : OwnDefinitions.all()) {
      String address = "/fhir/" + packaged.reference();
      HttpResponse<String> read = Http.get(address);
      assertThat(read.statusCode()).as(address).isEqualTo(200);
      assertThat(read.headers().firstValue("ETag")).isPresent();
      assertThat(OwnDefinitions.url(Reports.parsed(read))).isEqualTo(OwnDefinitions.url(packaged));
    }
    assertThat(Http.get("/fhir/CodeSystem/ecg-reading/_history/1").statusCode()).isEqualTo(200);
    Bundle history = (Bundle) Reports.parsed(Http.get("/fhir/CodeSystem/_history")).resource();
    assertThat(history.getEntry()).isNotEmpty();
  }

  @Test
  void onlyWhatARestartFindsChangedOrGoneIsStoredAgain() {
    definitions.store();
    assertThat(definitions.store()).isEmpty();

    FhirResource packaged = OwnDefinitions.find("ValueSet", "signal-quality").orElseThrow();
    ValueSet earlier = (ValueSet) packaged.resource().copy();
    earlier.setTitle("As an earlier release had it");
    ValueSet gone = new ValueSet();
    gone.setUrl("urn:made:gone").setStatus(earlier.getStatus());
    gone.setId("packaged-no-more");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              writer.put(FhirResource.of(earlier), null);
              writer.put(FhirResource.of(gone), null);
            });
    assertThat(found("ValueSet?url=urn:made:gone")).containsExactly("ValueSet/packaged-no-more");

    assertThat(definitions.store())
        .extracting(VersionId::id)
        .extracting(id -> id.reference())
        .containsExactlyInAnyOrder("ValueSet/signal-quality", "ValueSet/packaged-no-more");
    ValueSet now = (ValueSet) Reports.parsed(Http.get("/fhir/ValueSet/signal-quality")).resource();
    assertThat(now.getTitle()).isEqualTo(((ValueSet) packaged.resource()).getTitle());
    assertThat(found("ValueSet?url=urn:made:gone")).isEmpty();
    assertThat(Http.get("/fhir/ValueSet/packaged-no-more").statusCode()).isEqualTo(410);
    Bundle trail =
        Reports.search("AuditEvent?subtype=definitions-stored&entity=ValueSet/packaged-no-more");
    assertThat(trail.getEntry()).hasSize(1);
  }

  @Test
  void searchesHaveModifiersPrefixesChainsIncludesAndOrder() {
    String report = "StructureDefinition/ecg-report";
    assertThat(
            found("StructureDefinition?type=DiagnosticReport&url:below=https://einthoven.org/fhir"))
        .containsExactly(report);
    assertThat(found("StructureDefinition?title:contains=report&type=DiagnosticReport"))
        .containsExactly(report);
    assertThat(found("StructureDefinition?_id=ecg-report&date=ge2026-01-01")).isNotEmpty();
    assertThat(found("StructureDefinition?_id=ecg-report&date=lt2026-01-01")).isEmpty();
    assertThat(found("StructureDefinition?_id=ecg-report&status:not=draft")).isEmpty();

    // ecg-measurement is made on ecg-result, whose address it has as a canonical.
    String measurement = "StructureDefinition/ecg-measurement";
    String result = "StructureDefinition/ecg-result";
    assertThat(found("StructureDefinition?base.name=EcgResult&_id=ecg-measurement"))
        .containsExactly(measurement);
    assertThat(found("StructureDefinition?base.name=EcgReport")).isEmpty();
    assertThat(found("StructureDefinition?base=" + result)).contains(measurement);
    assertThat(found("StructureDefinition?_has:StructureDefinition:base:_id=ecg-measurement"))
        .containsExactly(result);
    assertThat(found("StructureDefinition?_id=ecg-measurement&_include=StructureDefinition:base"))
        .containsExactly(measurement, result);
    assertThat(found("StructureDefinition?_id=ecg-result&_revinclude=StructureDefinition:base"))
        .contains(result, measurement);

    List<String> up = found("OperationDefinition?_sort=name&code=analyze&_count=50");
    List<String> down = found("OperationDefinition?_sort=-name&code=analyze&_count=50");
    assertThat(up).startsWith("OperationDefinition/analyze").hasSizeGreaterThan(4);
    assertThat(down).containsExactlyElementsOf(reversed(up));
    Bundle page = Reports.search("OperationDefinition?code=analyze&_count=2&_total=accurate");
    assertThat(page.getEntry()).hasSize(2);
    assertThat(page.getTotal()).isEqualTo(up.size());
    assertThat(page.getLink("next")).isNotNull();
  }

  private static List<String> reversed(List<String> list) {
    List<String> other = new ArrayList<>(list);
    Collections.reverse(other);
    return other;
  }

  @ParameterizedTest
  @ValueSource(strings = {"CodeSystem", "OperationDefinition", "StructureDefinition", "ValueSet"})
  void nobodyElseWritesOne(String type) {
    FhirResource first = OwnDefinitions.of(type).get(0);
    String json = new String(first.json(), StandardCharsets.UTF_8);
    byte[] bytes = first.json();
    String place = "/fhir/" + first.reference();
    refused(Http.post("/fhir/" + type, Http.FHIR_JSON, json));
    refused(Http.send("PUT", place, Http.FHIR_JSON, bytes));
    refused(Http.send("DELETE", place, Http.FHIR_JSON, new byte[0]));
    refused(
        Http.send(
            "PATCH",
            place,
            "application/json-patch+json",
            "[{\"op\":\"remove\",\"path\":\"/title\"}]".getBytes(StandardCharsets.UTF_8)));
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(first.resource().copy())
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl(first.reference());
    HttpResponse<String> whole = Http.post("/fhir", Http.FHIR_JSON, Workflow.json(bundle));
    refused(whole);
    assertThat(whole.body()).contains("Bundle.entry[0]");
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("OperationOutcome").contains("nobody else");
  }
}
