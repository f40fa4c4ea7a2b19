package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;

/** Bundles of ten thousand entries, references in circles, and includes without end. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LargeAndCircularTest {

  private static final int MANY = 10_000;

  private static String urn() {
    return "urn:uuid:" + UUID.randomUUID();
  }

  private static String entry(String fullUrl, String url, String resource) {
    return "{'fullUrl':'"
        + fullUrl
        + "','resource':"
        + resource
        + ",'request':{'method':'POST','url':'"
        + url
        + "'}}";
  }

  private static String observation(String text, String rest) {
    return "{'resourceType':'Observation','status':'final','code':{'text':'"
        + text
        + "'}"
        + rest
        + "}";
  }

  private static FhirResource post(String type, List<String> entries, int status) throws Exception {
    HttpResponse<InputStream> answer =
        Http.send(
            HttpResponse.BodyHandlers.ofInputStream(),
            "POST",
            "/fhir/",
            Http.FHIR_JSON,
            ("{'resourceType':'Bundle','type':'"
                    + type
                    + "','entry':["
                    + String.join(",", entries)
                    + "]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
    byte[] body = answer.body().readAllBytes();
    assertThat(answer.statusCode())
        .as(new String(body, 0, Math.min(body.length, 500), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return FhirResource.parse(body);
  }

  private static List<String> stored(List<String> entries) throws Exception {
    return ((Bundle) post("transaction", entries, 200).resource())
        .getEntry().stream()
            .map(each -> each.getResponse().getLocation().replaceAll("^.*/fhir/|/_history/.*", ""))
            .toList();
  }

  @Test
  void tenThousandEntriesOfWhichTheLastIsWrongStoreNothing() throws Exception {
    String tag = UUID.randomUUID().toString();
    String right = observation(tag, ",'identifier':[{'system':'urn:many','value':'" + tag + "'}]");
    String wrong = observation(tag, ",'subject':{'reference':'Patient/never-there'}");
    List<String> entries =
        IntStream.range(0, MANY)
            .mapToObj(i -> entry(urn(), "Observation", i < MANY - 1 ? right : wrong))
            .toList();

    OperationOutcome refused = (OperationOutcome) post("transaction", entries, 422).resource();

    assertThat(refused.getIssueFirstRep().getExpression().toString())
        .contains("entry[" + (MANY - 1) + "]");
    assertThat(Stored.bundle("Observation?identifier=urn:many%7C" + tag).getEntry()).isEmpty();
  }

  @Test
  void tenThousandEntriesOfABatchAreAnsweredEachInItsPlace() throws Exception {
    String patient = Stored.patient();
    List<String> entries =
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    "{'request':{'method':'GET','url':'"
                        + (i % 1000 == 7 ? patient : "Patient/never-there")
                        + "'}}")
            .toList();

    Bundle answers = (Bundle) post("batch", entries, 200).resource();

    assertThat(answers.getEntry()).hasSize(MANY);
    assertThat(
            IntStream.range(0, MANY)
                .filter(i -> answers.getEntry().get(i).getResponse().getStatus().startsWith("200"))
                .boxed()
                .toList())
        .isEqualTo(IntStream.range(0, 10).map(i -> 1000 * i + 7).boxed().toList());
  }

  @Test
  void whatReferToOneAnotherAreStoredTogetherAndIncludedOnce() throws Exception {
    String one = urn();
    String two = urn();
    List<String> ids =
        stored(
            List.of(
                entry(
                    one,
                    "Patient",
                    "{'resourceType':'Patient','link':[{'type':'seealso','other':{'reference':'"
                        + two
                        + "'}}]}"),
                entry(
                    two,
                    "Patient",
                    "{'resourceType':'Patient','link':[{'type':'seealso','other':{'reference':'"
                        + one
                        + "'}}]}")));
    String first = ids.get(0).substring("Patient/".length());

    assertThat(
            Stored.references(
                Stored.bundle("Patient?_id=" + first + "&_include:iterate=Patient:link")))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(
            Stored.references(
                Stored.bundle(
                    "Patient?_id="
                        + first
                        + "&_include:iterate=Patient:link&_revinclude:iterate=Patient:link")))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(Stored.references(Stored.bundle("Patient/" + first + "/$everything")))
        .doesNotHaveDuplicates()
        .contains("Patient/" + first);
  }

  @Test
  void whatRefersToItselfIsStoredAndFoundByAChainOnce() throws Exception {
    String self = urn();
    String text = UUID.randomUUID().toString();
    List<String> ids =
        stored(
            List.of(
                entry(
                    self,
                    "Observation",
                    observation(text, ",'hasMember':[{'reference':'" + self + "'}]"))));

    Observation read = (Observation) Reports.read(ids.get(0));

    assertThat(read.getHasMemberFirstRep().getReference()).isEqualTo(ids.get(0));
    assertThat(
            Stored.references(
                Stored.bundle(
                    "Observation?has-member.has-member.has-member="
                        + ids.get(0)
                        + "&_include:iterate=Observation:has-member")))
        .isEqualTo(ids);
  }

  @Test
  void anIncludeIsFollowedAsDeepAsItGoes() throws Exception {
    int deep = 40;
    List<String> urns = IntStream.range(0, deep).mapToObj(i -> urn()).toList();
    List<String> ids =
        stored(
            IntStream.range(0, deep)
                .mapToObj(
                    i ->
                        entry(
                            urns.get(i),
                            "Observation",
                            observation(
                                "x",
                                i == deep - 1
                                    ? ""
                                    : ",'hasMember':[{'reference':'" + urns.get(i + 1) + "'}]")))
                .collect(Collectors.toList()));

    assertThat(
            Stored.references(
                Stored.bundle(
                    "Observation?_id="
                        + ids.get(0).substring("Observation/".length())
                        + "&_include:iterate=Observation:has-member")))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void anIncludeOfMoreThanAThousandIsRefused() throws Exception {
    String patient = Stored.patient();
    String observation = observation("x", ",'subject':{'reference':'" + patient + "'}");
    stored(
        IntStream.range(0, 1001).mapToObj(i -> entry(urn(), "Observation", observation)).toList());

    HttpResponse<String> refused =
        Http.get(
            "/fhir/Patient?_id="
                + patient.substring("Patient/".length())
                + "&_revinclude=Observation:subject");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("_revinclude", "1000");
  }
}
