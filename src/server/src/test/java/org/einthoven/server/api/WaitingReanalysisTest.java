package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.einthoven.server.analysis.Analysis;
import org.einthoven.server.analysis.ReportWriting;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** ECGs that are to be read anew by nobody but the test. */
@QuarkusTest
@TestProfile(WaitingReanalysisTest.TwoAtATime.class)
@QuarkusTestResource(TestDatabase.class)
class WaitingReanalysisTest {

  /** Nobody takes jobs, and two requests may wait. */
  public static class TwoAtATime extends WithoutWorker {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("einthoven.analysis.worker", "false", "einthoven.async.limit", "2");
    }
  }

  private static final String SENDER = "reader";
  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject DataSource database;
  @Inject JobQueue jobs;
  @Inject Analysis analysis;
  @Inject ReportWriting writing;
  @Inject IdSource ids;

  private static HttpResponse<String> get(String address) {
    return Exports.send("GET", address, SENDER);
  }

  /** A patient with an ECG that another version of the software has read. */
  private String patientWithEcg(long seed) throws SQLException {
    String patient = Stored.patient();
    String ecg = EcgBodies.json(seed, it -> it.setSubject(new Reference(patient)));
    HttpResponse<String> answered = Http.post("/fhir/$analyze", Http.FHIR_JSON, ecg);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update report_page set made_with = 'another' where report_id = ?")) {
      update.setString(1, Reports.parsed(answered).id());
      update.executeUpdate();
    }
    return patient;
  }

  private List<JobLease> claim() {
    return jobs.claim(ids.next(), 10, LEASE);
  }

  private static int reports(String patient) {
    return Workflow.found("DiagnosticReport?subject=" + patient).size();
  }

  @Test
  void whatWaitsIsCountedLimitedAndCancelled() throws SQLException {
    String patient = patientWithEcg(9301);
    String first = ReanalysisTest.begin(patient);
    String second = ReanalysisTest.begin(patient);
    HttpResponse<String> waiting = get(first);
    assertThat(waiting.statusCode()).isEqualTo(202);
    assertThat(waiting.headers().firstValue("X-Progress")).contains("0 of 1 ECGs read");
    assertThat(waiting.headers().firstValue("Retry-After")).isPresent();

    HttpResponse<String> third =
        ReanalysisTest.ask(patient, "", "Prefer", "respond-async", "Einthoven-Sender", SENDER);
    assertThat(third.statusCode()).as(third.body()).isEqualTo(429);
    assertThat(third.headers().firstValue("Retry-After")).isPresent();
    assertThat(third.body()).contains("throttled");

    // The second request still waits for the ECG when the first is cancelled.
    assertThat(Exports.send("DELETE", first, SENDER).statusCode()).isEqualTo(202);
    List<JobLease> claimed = claim();
    assertThat(claimed).hasSize(1);
    assertThat(analysis.run(claimed.get(0))).isPresent();
    assertThat(get(second).statusCode()).isEqualTo(200);
    assertThat(reports(patient)).isEqualTo(2);

    String other = patientWithEcg(9302);
    String cancelled = ReanalysisTest.begin(other);
    assertThat(Exports.send("DELETE", cancelled, SENDER).statusCode()).isEqualTo(202);
    assertThat(claim()).isEmpty();
    assertThat(reports(other)).isEqualTo(1);
  }

  @Test
  void aWorkerThatDiesLeavesTheRestToTheNextAndNothingIsMadeTwice() throws SQLException {
    String patient = patientWithEcg(9311);
    String address = ReanalysisTest.begin(patient);
    JobLease dead = jobs.claim(ids.next(), 1, Duration.ofMillis(-1)).get(0);
    JobLease next = claim().get(0);
    assertThat(next.recording()).isEqualTo(dead.recording());
    assertThat(analysis.run(next)).isPresent();
    assertThat(analysis.run(dead)).isEmpty();
    assertThat(get(address).statusCode()).isEqualTo(200);
    assertThat(reports(patient)).isEqualTo(2);
  }

  @Test
  void whatIsGivenUpIsToldAndTheEarlierReportStands() throws SQLException {
    String patient = patientWithEcg(9321);
    String address = ReanalysisTest.begin(patient);
    JobLease lease = claim().get(0);
    writing.giveUp(lease, "the analysis failed: for a test");
    HttpResponse<String> answered = get(address);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    Bundle bundle = (Bundle) Reports.parsed(answered).resource();
    assertThat(bundle.getEntryFirstRep().getResponse().getStatus()).isEqualTo("500");
    assertThat(bundle.getEntryFirstRep().hasResource()).isFalse();
    assertThat(answered.body()).contains("for a test");
    assertThat(reports(patient)).isEqualTo(1);
    // And it can be asked for again.
    String again = ReanalysisTest.begin(patient);
    assertThat(analysis.run(claim().get(0))).isPresent();
    assertThat(get(again).body()).contains("\"201\"");
  }

  @Test
  void whatIsSentMeanwhileIsReadFirst() throws SQLException {
    String patient = patientWithEcg(9331);
    String address = ReanalysisTest.begin(patient);
    String sent =
        Workflow.created(Http.post("/fhir/Observation", Http.FHIR_JSON, EcgBodies.json(9332)));
    List<JobLease> claimed = jobs.claim(ids.next(), 1, LEASE);
    DiagnosticReport report =
        (DiagnosticReport) Reports.read(analysis.run(claimed.get(0)).orElseThrow().reference());
    assertThat(Workflow.reference(Reports.of(sent))).isEqualTo(Workflow.reference(report));
    UUID waiting = claim().get(0).recording();
    assertThat(waiting).isNotEqualTo(claimed.get(0).recording());
    assertThat(Exports.send("DELETE", address, SENDER).statusCode()).isEqualTo(202);
  }
}
