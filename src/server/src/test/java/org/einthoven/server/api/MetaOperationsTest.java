package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MetaOperationsTest {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static HttpResponse<String> send(String address, String meta, String... headers) {
    return Http.post(
        "/fhir/" + address,
        Http.FHIR_JSON,
        ("{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{" + meta + "}}]}")
            .replace('\'', '"'),
        headers);
  }

  private static Meta meta(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Parameters parameters = (Parameters) Reports.parsed(answer).resource();
    if (parameters.isEmpty()) {
      return new Meta();
    }
    assertThat(parameters.getParameterFirstRep().getName()).isEqualTo("return");
    return (Meta) parameters.getParameterFirstRep().getValue();
  }

  private static Meta get(String address) {
    return meta(Http.get("/fhir/" + address));
  }

  private static String tag(String code) {
    return "'tag':[{'system':'urn:test:meta','code':'" + code + "'}]";
  }

  @Test
  void labelsAreAddedAndTakenAwayAsNewVersions() {
    String patient = Stored.patient();
    Meta added = meta(send(patient + "/$meta-add", tag("a") + ",'profile':['http://x.test/p']"));
    assertThat(added.getVersionId()).isEqualTo("2");
    assertThat(meta(send(patient + "/$meta-add", tag("a"))).getVersionId()).isEqualTo("2");
    assertThat(Stored.references(Stored.bundle("Patient?_tag=urn:test:meta%7Ca")))
        .containsExactly(patient);

    Meta taken = meta(send(patient + "/$meta-delete", tag("a")));
    assertThat(taken.getVersionId()).isEqualTo("3");
    assertThat(taken.getTag()).isEmpty();
    assertThat(taken.hasProfile("http://x.test/p")).isTrue();
    assertThat(Stored.references(Stored.bundle("Patient?_tag=urn:test:meta%7Ca"))).isEmpty();

    assertThat(get(patient + "/$meta").getVersionId()).isEqualTo("3");
    assertThat(get(patient + "/_history/2/$meta").getTag("urn:test:meta", "a")).isNotNull();
  }

  @Test
  void typesAndTheServerTellWhatIsInUse() {
    String patient = Stored.create("Patient", "'meta':{" + tag("of-patient") + "}");
    assertThat(get("Patient/$meta").getTag("urn:test:meta", "of-patient")).isNotNull();
    assertThat(get("Device/$meta").getTag("urn:test:meta", "of-patient")).isNull();
    assertThat(get("$meta").getTag("urn:test:meta", "of-patient")).isNotNull();
    meta(send(patient + "/$meta-delete", tag("of-patient")));
    assertThat(get("$meta").getTag("urn:test:meta", "of-patient")).isNull();
  }

  @Test
  void machineOutputKeepsItsLabels() {
    HttpResponse<String> analysed =
        Http.post("/fhir/Observation/$analyze", Http.FHIR_JSON, EcgBodies.json(82));
    String report = Reports.parsed(analysed).reference();
    Meta before = get(report + "/$meta");
    assertThat(before.getSecurity()).isNotEmpty();
    String label =
        "'security':[{'system':'"
            + before.getSecurityFirstRep().getSystem()
            + "','code':'"
            + before.getSecurityFirstRep().getCode()
            + "'}]";
    assertThat(send(report + "/$meta-delete", label).statusCode()).isEqualTo(403);
    assertThat(send(report + "/$meta-add", tag("mine")).statusCode()).isEqualTo(403);
    Bundle tasks = Stored.bundle("Task?_count=1");
    assertThat(send(Stored.references(tasks).get(0) + "/$meta-add", tag("mine")).statusCode())
        .isEqualTo(403);
    assertThat(get(report + "/$meta").getVersionId()).isEqualTo(before.getVersionId());
  }

  @Test
  void whatCannotBeChangedIsRefused() {
    String patient = Stored.patient();
    assertThat(send(patient + "/_history/1/$meta-add", tag("a")).statusCode()).isEqualTo(422);
    assertThat(send(patient + "/$meta-add", "").statusCode()).isEqualTo(400);
    assertThat(send("Patient/nobody/$meta-add", tag("a")).statusCode()).isEqualTo(404);
    assertThat(send(patient + "/$meta-add", tag("a"), "If-Match", "W/\"7\"").statusCode())
        .isEqualTo(412);
    assertThat(Stored.status("Patient/nobody/$meta")).isEqualTo(404);
    assertThat(Stored.status(patient + "/_history/9/$meta")).isEqualTo(404);
    assertThat(Stored.status(patient + "/$meta?shoe=1")).isEqualTo(400);
    assertThat(get(patient + "/$meta").getVersionId()).isEqualTo("1");
  }
}
