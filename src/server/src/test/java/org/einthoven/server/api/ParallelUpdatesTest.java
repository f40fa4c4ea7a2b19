package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/**
 * Updates of one resource by many writers at a time: what was answered must be explained by some
 * order of the updates that agrees with real time (linearizability, Herlihy and Wing 1990).
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ParallelUpdatesTest {

  private static final int WRITERS = 10;
  private static final int EACH = 12;

  /**
   * One call.
   *
   * @param mark what was written
   * @param expected the version named in If-Match, 0 for none
   * @param version the version that was answered, 0 where it was refused
   */
  private record Call(String mark, int expected, int status, int version, long from, long to) {}

  private static Patient patient(String body) {
    return (Patient) FhirResource.parse(body.getBytes(StandardCharsets.UTF_8)).resource();
  }

  private static Call update(String id, String mark, boolean careful) {
    int expected =
        careful
            ? Integer.parseInt(
                patient(Http.get("/fhir/Patient/" + id).body()).getMeta().getVersionId())
            : 0;
    String[] headers =
        careful ? new String[] {"If-Match", "W/\"" + expected + "\""} : new String[0];
    long from = System.nanoTime();
    HttpResponse<String> answer =
        Http.send(
            "PUT",
            "/fhir/Patient/" + id,
            Http.FHIR_JSON,
            ("{\"resourceType\":\"Patient\",\"id\":\""
                    + id
                    + "\",\"name\":[{\"family\":\""
                    + mark
                    + "\"}]}")
                .getBytes(StandardCharsets.UTF_8),
            headers);
    long to = System.nanoTime();
    int version =
        answer.statusCode() == 200
            ? Integer.parseInt(patient(answer.body()).getMeta().getVersionId())
            : 0;
    return new Call(mark, expected, answer.statusCode(), version, from, to);
  }

  private static List<Call> calls(String id) throws InterruptedException, ExecutionException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<List<Call>>> running =
          IntStream.range(0, WRITERS)
              .mapToObj(
                  writer ->
                      writers.submit(
                          () ->
                              IntStream.range(0, EACH)
                                  .mapToObj(
                                      i -> update(id, "w" + writer + "-" + i, writer % 2 == 0))
                                  .toList()))
              .toList();
      List<Call> calls = new ArrayList<>();
      for (Future<List<Call>> one : running) {
        calls.addAll(one.get());
      }
      return calls;
    } finally {
      writers.shutdownNow();
    }
  }

  private static Map<Integer, String> history(String id) {
    Bundle history =
        (Bundle)
            FhirResource.parse(
                    Http.get("/fhir/Patient/" + id + "/_history?_count=500")
                        .body()
                        .getBytes(StandardCharsets.UTF_8))
                .resource();
    return history.getEntry().stream()
        .map(entry -> (Patient) entry.getResource())
        .collect(
            Collectors.toMap(
                version -> Integer.parseInt(version.getMeta().getVersionId()),
                version -> version.getNameFirstRep().getFamily()));
  }

  @Test
  void everyAcceptedUpdateIsOneVersionInAnOrderThatAgreesWithTime()
      throws InterruptedException, ExecutionException {
    String id =
        patient(
                Http.post(
                        "/fhir/Patient",
                        Http.FHIR_JSON,
                        "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"first\"}]}")
                    .body())
            .getIdElement()
            .getIdPart();
    List<Call> calls = calls(id);
    List<Call> accepted = calls.stream().filter(call -> call.status() == 200).toList();

    assertThat(calls).allMatch(call -> List.of(200, 409, 412).contains(call.status()));
    assertThat(calls)
        .as("an update without If-Match is not refused for a version")
        .noneMatch(call -> call.expected() == 0 && call.status() == 412);
    assertThat(accepted)
        .as("nothing is lost under If-Match: each follows the version that it had seen")
        .filteredOn(call -> call.expected() > 0)
        .allMatch(call -> call.version() == call.expected() + 1);
    assertThat(accepted)
        .extracting(Call::version)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(2, accepted.size() + 1).boxed().toList());
    for (Call one : accepted) {
      for (Call other : accepted) {
        if (one.to() < other.from()) {
          assertThat(one.version()).as("real time").isLessThan(other.version());
        }
      }
    }
    Map<Integer, String> history = history(id);
    assertThat(history).hasSize(accepted.size() + 1).containsEntry(1, "first");
    accepted.forEach(call -> assertThat(history).containsEntry(call.version(), call.mark()));
  }
}
