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
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of one resource, of a type and of all. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HistoryTest {

  private static Resource parsed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return FhirResource.parse(answer.body().getBytes(StandardCharsets.UTF_8)).resource();
  }

  private static String organization(String name) {
    return "Organization/"
        + parsed(
                Http.post(
                    "/fhir/Organization",
                    Http.FHIR_JSON,
                    "{\"resourceType\":\"Organization\",\"name\":\"" + name + "\"}"))
            .getIdElement()
            .getIdPart();
  }

  private static void rename(String reference, String name) {
    String id = reference.substring(reference.indexOf('/') + 1);
    parsed(
        Http.send(
            "PUT",
            "/fhir/" + reference,
            Http.FHIR_JSON,
            ("{\"resourceType\":\"Organization\",\"id\":\"" + id + "\",\"name\":\"" + name + "\"}")
                .getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> versions(String address) {
    List<String> seen = new ArrayList<>();
    for (String next = address; next != null; ) {
      Bundle page = (Bundle) parsed(Http.get(next.startsWith("http") ? next : "/fhir/" + next));
      assertThat(page.getType()).isEqualTo(Bundle.BundleType.HISTORY);
      page.getEntry()
          .forEach(
              entry ->
                  seen.add(
                      entry.getResource().getIdElement().getIdPart()
                          + "/"
                          + entry.getResource().getMeta().getVersionId()));
      next = page.getLink("next") == null ? null : page.getLink("next").getUrl();
      // Written while somebody pages: it must neither shift nor repeat what follows.
      if (next != null) {
        organization("meanwhile");
      }
    }
    return seen;
  }

  @Test
  void pagesOfAResourceHoldEachVersionOnceTheNewestFirst() {
    String reference = organization("v1");
    for (int i = 2; i <= 5; i++) {
      rename(reference, "v" + i);
    }
    String id = reference.substring(reference.indexOf('/') + 1);
    assertThat(versions(reference + "/_history?_count=2"))
        .containsExactly(id + "/5", id + "/4", id + "/3", id + "/2", id + "/1");
  }

  @Test
  void theHistoryOfATypeAndOfAllHoldsWhatWasWrittenSince() {
    Resource before = parsed(Http.get("/fhir/" + organization("before")));
    String since = before.getMeta().getLastUpdatedElement().getValueAsString().replace("+", "%2B");
    String one = organization("one");
    String two = organization("two");
    rename(one, "renamed");
    String idOne = one.substring(one.indexOf('/') + 1);
    String idTwo = two.substring(two.indexOf('/') + 1);
    for (String address : List.of("Organization/_history", "_history")) {
      List<String> seen = versions(address + "?_count=2&_since=" + since);
      assertThat(seen).doesNotHaveDuplicates().contains(idOne + "/1", idOne + "/2", idTwo + "/1");
      assertThat(seen.indexOf(idOne + "/2")).isLessThan(seen.indexOf(idTwo + "/1"));
    }
  }

  @Test
  void whatWasNeverThereHasNoHistory() {
    assertThat(Http.get("/fhir/Organization/never/_history").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Organization/_history?_shoe=1",
        "Organization/_history?_since=soon",
        "Organization/_history?_count=x",
        "_history?_at=2026",
        "_history?_after=x"
      })
  void whatIsNotUnderstoodIsRefused(String address) {
    HttpResponse<String> refused = Http.get("/fhir/" + address);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("OperationOutcome");
  }
}
