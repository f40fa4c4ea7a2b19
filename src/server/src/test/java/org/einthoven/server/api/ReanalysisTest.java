package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code Patient/ID/$analyze}: the ECGs of a patient read anew. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReanalysisTest {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static final String SENDER = "reader";
  private static final String REPLACES =
      "http://hl7.org/fhir/StructureDefinition/diagnosticReport-replaces";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @Inject DataSource database;

  static HttpResponse<String> ask(String patient, String body, String... headers) {
    return Http.post("/fhir/" + patient + "/$analyze", Http.FHIR_JSON, body, headers);
  }

  static String begin(String patient) {
    HttpResponse<String> begun =
        ask(patient, "", "Prefer", "respond-async", "Einthoven-Sender", SENDER);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return begun.headers().firstValue("Content-Location").orElseThrow();
  }

  private static List<BundleEntryComponent> answer(String address) {
    HttpResponse<String> ended =
        Awaitility.await()
            .atMost(LONGEST)
            .until(() -> Exports.send("GET", address, SENDER), it -> it.statusCode() != 202);
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    assertThat(ended.headers().firstValue("Expires")).isPresent();
    Bundle bundle = (Bundle) Reports.parsed(ended).resource();
    assertThat(bundle.getType()).isEqualTo(BundleType.BATCHRESPONSE);
    return bundle.getEntry();
  }

  private static DiagnosticReport analysed(String patient, long seed) {
    String ecg = EcgBodies.json(seed, it -> it.setSubject(new Reference(patient)));
    HttpResponse<String> answered = Http.post("/fhir/$analyze", Http.FHIR_JSON, ecg);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    return (DiagnosticReport) Reports.parsed(answered).resource();
  }

  private static String ecgOf(DiagnosticReport report) {
    return ((Observation) Reports.read(report.getResultFirstRep().getReference()))
        .getDerivedFromFirstRep()
        .getReference();
  }

  /** As if another version of the software had made the report. */
  private void madeByAnother(DiagnosticReport report) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update report_page set made_with = null where report_id = ?")) {
      update.setString(1, report.getIdElement().getIdPart());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void everyEcgOfThePatientAndOfTheMergedGetsANewReportThatReplacesTheEarlier()
      throws SQLException {
    String patient = Stored.patient();
    String merged = Stored.patient();
    String other = Stored.patient();
    DiagnosticReport first = analysed(patient, 9201);
    DiagnosticReport second = analysed(merged, 9202);
    DiagnosticReport others = analysed(other, 9203);
    assertThat(Workflow.merge(merged, patient).statusCode()).isEqualTo(200);
    for (DiagnosticReport report : List.of(first, second, others)) {
      madeByAnother(report);
    }

    List<BundleEntryComponent> entries = answer(begin(patient));

    assertThat(entries).hasSize(2);
    List<DiagnosticReport> before = List.of(first, second);
    for (int i = 0; i < 2; i++) {
      BundleEntryComponent entry = entries.get(i);
      DiagnosticReport report = (DiagnosticReport) entry.getResource();
      String earlier = Workflow.reference(before.get(i));
      assertThat(entry.getResponse().getStatus()).isEqualTo("201");
      assertThat(entry.getResponse().getLocation())
          .isEqualTo(Workflow.reference(report) + "/_history/1");
      assertThat(entry.getFullUrl()).isEqualTo(Http.base() + "/fhir/" + Workflow.reference(report));
      assertThat(Workflow.reference(report)).isNotEqualTo(earlier);
      assertThat(report.getStatus()).isEqualTo(DiagnosticReportStatus.PRELIMINARY);
      assertThat(((Reference) report.getExtensionByUrl(REPLACES).getValue()).getReference())
          .isEqualTo(earlier);
      DiagnosticReport stands = (DiagnosticReport) Reports.read(earlier);
      assertThat(stands.getMeta().getVersionId()).isEqualTo("1");
      assertThat(stands.getStatus()).isEqualTo(DiagnosticReportStatus.PRELIMINARY);
      String ecg = ecgOf(report);
      assertThat(ecg).isEqualTo(ecgOf(stands));
      assertThat(Workflow.reference(Reports.of(ecg))).isEqualTo(Workflow.reference(report));
      Task task = (Task) Reports.search("Task?focus=" + ecg).getEntryFirstRep().getResource();
      assertThat(task.getOutput()).hasSize(1);
    }
    assertThat(Workflow.found("DiagnosticReport?subject=" + other))
        .containsExactly(Workflow.reference(others));
    HttpResponse<String> answered =
        Http.post("/fhir/" + ecgOf(first) + "/$analyze", Http.FHIR_JSON, "");
    assertThat(Reports.parsed(answered).reference())
        .isEqualTo(Workflow.reference(entries.get(0).getResource()));
  }

  @Test
  void whatTheSameModelHasReadKeepsItsReportAndWhatWasWithdrawnIsLeftOut() throws SQLException {
    String patient = Stored.patient();
    DiagnosticReport report = analysed(patient, 9211);
    DiagnosticReport wrong = analysed(patient, 9212);
    madeByAnother(wrong);
    Observation ecg = (Observation) Reports.read(ecgOf(wrong));
    ecg.setStatus(Observation.ObservationStatus.ENTEREDINERROR);
    assertThat(Workflow.put(ecg).statusCode()).isEqualTo(200);

    List<BundleEntryComponent> entries = answer(begin(patient));

    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).getResponse().getStatus()).isEqualTo("200");
    assertThat(Workflow.reference(entries.get(0).getResource()))
        .isEqualTo(Workflow.reference(report));
    assertThat(answer(begin(Stored.patient()))).isEmpty();
  }

  @Test
  void theNewReportStandsForItsEcgWhereTheLastOneIsAskedForOrComparedWith() throws SQLException {
    String patient = Stored.patient();
    HttpResponse<String> sent =
        Http.post(
            "/fhir/$analyze",
            Http.FHIR_JSON,
            Workflow.json(Workflow.ecg(9241, patient, "2026-10-01T10:00:00Z")));
    DiagnosticReport first = (DiagnosticReport) Reports.parsed(sent).resource();
    madeByAnother(first);
    String second = Workflow.reference(answer(begin(patient)).get(0).getResource());

    String asked =
        "{\"hook\":\"patient-view\",\"hookInstance\":\"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\","
            + "\"context\":{\"userId\":\"Practitioner/1\",\"patientId\":\""
            + patient.substring("Patient/".length())
            + "\"}}";
    HttpResponse<String> cards = Http.post("/cds-services/last-ecg", "application/json", asked);
    assertThat(cards.statusCode()).as(cards.body()).isEqualTo(200);
    assertThat(cards.body()).contains(second).doesNotContain(Workflow.reference(first));

    HttpResponse<String> next =
        Http.post(
            "/fhir/$analyze",
            Http.FHIR_JSON,
            Workflow.json(Workflow.ecg(9242, patient, "2026-10-02T10:00:00Z")));
    assertThat(((DiagnosticReport) Reports.parsed(next).resource()).getConclusion())
        .contains(second)
        .doesNotContain(Workflow.reference(first));
  }

  @Test
  void aReportOfTheWrongPatientIsWithdrawnWithAllThatItReplaced() throws SQLException {
    String wrong = Stored.patient();
    String right = Stored.patient();
    DiagnosticReport first = analysed(wrong, 9221);
    madeByAnother(first);
    String second = Workflow.reference(answer(begin(wrong)).get(0).getResource());

    HttpResponse<String> corrected = Workflow.reassign(second, right, "mixed up");

    assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(200);
    for (String report : List.of(Workflow.reference(first), second)) {
      assertThat(((DiagnosticReport) Reports.read(report)).getStatus())
          .isEqualTo(DiagnosticReportStatus.ENTEREDINERROR);
    }
    assertThat(Workflow.found("DiagnosticReport?subject=" + wrong + "&status=preliminary"))
        .isEmpty();
  }

  @Test
  void withoutThePreferenceOrWithWhatIsNotKnownNothingBegins() {
    String patient = Stored.patient();
    Workflow.refused(ask(patient, ""), 400, "http.Prefer", "not read anew at once");
    HttpResponse<String> unknown =
        Http.post(
            "/fhir/" + patient + "/$analyze?shoe=1", Http.FHIR_JSON, "", "Prefer", "respond-async");
    Workflow.refused(unknown, 400, "http.shoe", "is not known");
    HttpResponse<String> body = ask(patient, EcgBodies.json(9231), "Prefer", "respond-async");
    assertThat(body.statusCode()).as(body.body()).isEqualTo(400);
    assertThat(ask("Patient/nobody", "", "Prefer", "respond-async").statusCode()).isEqualTo(404);
    String gone = Stored.patient();
    Http.send("DELETE", "/fhir/" + gone, Http.FHIR_JSON, new byte[0]);
    assertThat(ask(gone, "", "Prefer", "respond-async").statusCode()).isEqualTo(410);
    for (HttpResponse<String> refused : List.of(unknown, body)) {
      assertThat(refused.headers().firstValue("Content-Location")).isEmpty();
    }
  }

  @Test
  void nobodyElseFollowsOrCancelsIt() {
    String address = begin(Stored.patient());
    for (String method : List.of("GET", "DELETE")) {
      assertThat(Exports.send(method, address, "somebody else").statusCode()).isEqualTo(404);
    }
    assertThat(Http.get(address).statusCode()).isEqualTo(404);
    assertThat(Exports.send("POST", address, SENDER).statusCode()).isEqualTo(405);
    assertThat(Exports.send("DELETE", address, SENDER).statusCode()).isEqualTo(202);
    assertThat(Exports.send("GET", address, SENDER).statusCode()).isEqualTo(404);
    for (String nothing :
        List.of("/async/", "/async/x", "/async/1-1-1-1-1", address + "/x", "/async")) {
      assertThat(Exports.send("GET", nothing, SENDER).statusCode()).as(nothing).isEqualTo(404);
    }
  }

  @Test
  void aRepeatWithItsIdempotencyKeyIsFollowedAtTheSameAddress() {
    String patient = Stored.patient();
    String[] headers = {
      "Prefer", "respond-async", "Einthoven-Sender", SENDER, "Idempotency-Key", "again-" + patient
    };
    HttpResponse<String> first = ask(patient, "", headers);
    HttpResponse<String> second = ask(patient, "", headers);
    assertThat(second.statusCode()).as(second.body()).isEqualTo(202);
    assertThat(second.headers().firstValue("Content-Location"))
        .isPresent()
        .isEqualTo(first.headers().firstValue("Content-Location"));
  }
}
