package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.audit.Access;
import org.einthoven.server.audit.AccessTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.store.ResourceId;
import org.junit.jupiter.api.Test;

/** Who was given what to see is recorded before the answer leaves. */
@QuarkusTest
@TestProfile(WithReadsRecorded.class)
@QuarkusTestResource(TestDatabase.class)
class AccessTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final String reader = "reader-" + UUID.randomUUID();

  @Inject AccessTrail trail;
  @Inject DataSource database;

  private int get(String path) {
    return get(path, Http.FHIR_JSON);
  }

  private int get(String path, String accept) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(Http.base() + "/fhir/" + path))
                  .header("Accept", accept)
                  .header("Einthoven-Sender", reader)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code action resources, patients} of the entries of an agent, in their order. */
  private List<String> recorded(String agent) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select action || ' ' || coalesce((select string_agg(v ->> 'reference', ' ') from"
                    + " jsonb_array_elements(resources) v), '') || ' / '"
                    + " || coalesce((select string_agg(target_id, ' ') from audit_entity a"
                    + " where a.entry = e.id and a.target_type = 'Patient'), '')"
                    + " from audit_entry e where agent = ? order by id")) {
      select.setString(1, agent);
      List<String> entries = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(rows.getString(1));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aReadIsRecordedWithTheVersionAndWhoseItIs() {
    String patient = Stored.patient();
    String observation = Stored.observation(patient, "8867-4", "2026-11-27T08:00:00Z");
    assertThat(get(observation)).isEqualTo(200);
    assertThat(get(observation + "/_history/1")).isEqualTo(200);
    assertThat(get("Observation/not-there")).isEqualTo(404);
    String entry =
        "resource-read " + observation + "/_history/1 / " + patient.substring("Patient/".length());
    assertThat(recorded(reader)).containsExactly(entry, entry);
  }

  @Test
  void aSearchIsRecordedWithEverythingThatItShowed() {
    String patient = Stored.patient();
    String id = patient.substring("Patient/".length());
    String observation = Stored.observation(patient, "8867-4", "2026-11-27T08:00:00Z");
    assertThat(get("Observation?subject=" + patient + "&_include=Observation:subject"))
        .isEqualTo(200);
    assertThat(get("Observation?subject=Patient/nobody-of-this-test")).isEqualTo(200);
    assertThat(get(patient + "/$everything")).isEqualTo(200);
    assertThat(get(patient + "/_history")).isEqualTo(200);
    List<String> entries = recorded(reader);
    assertThat(entries).hasSize(4).allMatch(entry -> entry.startsWith("resources-searched "));
    assertThat(entries.get(0))
        .contains(observation + "/_history/1", patient + "/_history/1")
        .endsWith("/ " + id);
    assertThat(entries.get(1)).isEqualTo("resources-searched  / ");
    assertThat(entries.get(2)).contains(observation + "/_history/1", patient + "/_history/1");
    assertThat(entries.get(3)).contains(patient + "/_history/1");
  }

  @Test
  void thePictureOfAReportIsARecordedReadOfTheReport() {
    String observation =
        Reports.parsed(
                Http.post(
                    "/fhir/Observation",
                    Http.FHIR_JSON,
                    new String(
                        FhirResource.of(EcgBodies.twelveLeads(21)).json(), StandardCharsets.UTF_8)))
            .reference();
    String report = Reports.of(observation).getIdElement().getIdPart();
    assertThat(get("Binary/" + report + "-pdf")).isEqualTo(200);
    assertThat(get("Binary/" + report + "-svg", "*/*")).isEqualTo(200);
    assertThat(recorded(reader))
        .hasSize(2)
        .allMatch(entry -> entry.startsWith("resource-read DiagnosticReport/" + report + "/"));
  }

  @Test
  void whatIsNobodysIsNotRecorded() {
    assertThat(get("metadata")).isEqualTo(200);
    assertThat(get("CodeSystem")).isEqualTo(200);
    assertThat(recorded(reader)).isEmpty();
  }

  @Test
  void readingTheTrailIsRecordedAsThat() {
    assertThat(get("AuditEvent?_count=1")).isEqualTo(200);
    assertThat(recorded(reader)).containsExactly("audit-trail-read  / ");
  }

  @Test
  void whoWaitsTogetherIsRecordedEachOnceBeforeGoingOn() throws Exception {
    String patient = Stored.patient();
    ResourceId id = new ResourceId("Patient", patient.substring("Patient/".length()));
    int threads = 8;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String agent = reader + "-" + t;
        done.add(
            pool.submit(
                () -> {
                  for (int i = 1; i <= each; i++) {
                    trail.record(
                        new Access(
                            AuditedAction.RESOURCE_READ,
                            agent,
                            List.of(new Access.Served(id, 0)),
                            ""));
                    assertThat(recorded(agent)).hasSize(i);
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(Http.get("/audit/check").body()).contains("\"verified\":true");
  }
}
