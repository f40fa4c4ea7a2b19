package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** What the server makes of an ECG. */
final class Reports {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Reports() {}

  /** The resource that an answer carries. */
  static FhirResource parsed(HttpResponse<String> response) {
    return FhirResource.parse(response.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads {@code Type/id}. */
  static Resource read(String reference) {
    HttpResponse<String> read = Http.get("/fhir/" + reference);
    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    return parsed(read).resource();
  }

  /** Searches by {@code Type?parameters}. */
  static Bundle search(String query) {
    return (Bundle) read(query);
  }

  /** The report of an ECG, once it is there. */
  static DiagnosticReport of(String observation) {
    Task ended =
        Awaitility.await()
            .atMost(LONGEST)
            .until(
                () -> task(observation),
                task ->
                    List.of(Task.TaskStatus.COMPLETED, Task.TaskStatus.FAILED)
                        .contains(task.getStatus()));
    assertThat(ended.getStatus())
        .as(ended.getStatusReason().getText())
        .isEqualTo(Task.TaskStatus.COMPLETED);
    return (DiagnosticReport)
        read(((Reference) ended.getOutputFirstRep().getValue()).getReference());
  }

  private static Task task(String observation) {
    Bundle tasks = search("Task?focus=" + observation);
    assertThat(tasks.getEntry()).hasSize(1);
    return (Task) tasks.getEntryFirstRep().getResource();
  }

  /** The results of a report. */
  static List<Observation> results(DiagnosticReport report) {
    return report.getResult().stream()
        .map(result -> (Observation) read(result.getReference()))
        .toList();
  }

  /** The result whose code has this text or display. */
  static Observation result(DiagnosticReport report, String named) {
    return results(report).stream()
        .filter(
            result ->
                named.equals(result.getCode().getText())
                    || result.getCode().getCoding().stream()
                        .anyMatch(coding -> named.equals(coding.getCode())))
        .findFirst()
        .orElseThrow();
  }
}
