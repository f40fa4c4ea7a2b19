package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.awaitility.Awaitility;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.ReceivingServer.Received;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithDelivery;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;

/** Critical reports are told until somebody acknowledges them. */
@QuarkusTest
@TestProfile(WithDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class CriticalReportTest extends TopicScene {

  @Test
  void aCriticalReportGoesFromContactToContactUntilSomebodyAcknowledgesIt() throws Exception {
    try (ReceivingServer second = new ReceivingServer()) {
      Subscription deputy = of("report-critical", "id-only", second);
      SubscriptionBodies.contactOrder(deputy, 2);
      SubscriptionBodies.activate(deputy);
      Subscription chief = of("report-critical", "id-only");
      SubscriptionBodies.contactOrder(chief, 1);
      SubscriptionBodies.activate(chief);

      DiagnosticReport report = critical(8805);
      String id = report.getIdElement().getIdPart();
      long chiefTold = receiver.await(2).get(1).arrived();
      assertThat(second.await(2).get(1).arrived()).isGreaterThan(chiefTold);
      receiver.await(3);
      assertThat(said(event(status(bundle(receiver.received().get(2)))), "focus"))
          .isEqualTo(BASE + "DiagnosticReport/" + id);

      String address = "/fhir/DiagnosticReport/" + id + "/$acknowledge";
      assertThat(Http.post(address, Http.FHIR_JSON, "").statusCode()).isEqualTo(422);
      HttpResponse<String> answer =
          Http.post(address, Http.FHIR_JSON, "", "Einthoven-Sender", "ward-3");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Provenance record = (Provenance) Reports.parsed(answer).resource();
      assertThat(record.getAgentFirstRep().getWho().getIdentifier().getValue()).isEqualTo("ward-3");
      assertThat(record.getTargetFirstRep().getReference())
          .startsWith("DiagnosticReport/" + id + "/_history/");
      assertThat(
              count(
                  "select count(*) from audit_entry where action ="
                      + " 'critical-report-acknowledged' and agent = 'ward-3' and resources::text like ?",
                  "%" + id + "%"))
          .isEqualTo(1);
      HttpResponse<String> again =
          Http.post(address, Http.FHIR_JSON, "", "Einthoven-Sender", "ward-4");
      assertThat(Reports.parsed(again).id()).isEqualTo(record.getIdElement().getIdPart());

      // Another report shows that a round has passed in which this one was not told again.
      DiagnosticReport later = critical(8806);
      String other = later.getIdElement().getIdPart();
      awaitTold(second, other);
      int told = told(receiver, id) + told(second, id);
      awaitTold(receiver, other);
      assertThat(told(receiver, id) + told(second, id)).isEqualTo(told);
      acknowledge(other);
    }
  }

  @Test
  void aCriticalReportThatNobodyListenedToIsToldToWhoeverSubscribesWithinADay() throws Exception {
    String seen = critical(8811).getIdElement().getIdPart();
    acknowledge(seen);
    String old = critical(8812).getIdElement().getIdPart();
    execute("update critical_report set created_at = created_at - interval '25 hours'", old);
    String open = critical(8813).getIdElement().getIdPart();
    Awaitility.await()
        .atMost(LONGEST)
        .until(
            () ->
                count(
                        "select count(*) from critical_report where due_at is null and report_id = ?",
                        open)
                    == 1);

    SubscriptionBodies.activate(of("report-critical", "id-only"));
    List<Received> came = receiver.await(3);
    assertThat(came.subList(1, 3))
        .extracting(each -> said(event(status(bundle(each))), "focus"))
        .containsOnly(BASE + "DiagnosticReport/" + open);
    acknowledge(open);
    assertThat(told(receiver, seen) + told(receiver, old)).isZero();
  }

  private void execute(String update, String report) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(update + " where report_id = ?")) {
      statement.setString(1, report);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private void acknowledge(String report) {
    Parameters who = new Parameters();
    who.addParameter().setName("who").setValue(new Reference("Practitioner/somebody"));
    HttpResponse<String> answer =
        Http.send(
            "POST",
            "/fhir/DiagnosticReport/" + report + "/$acknowledge",
            Http.FHIR_JSON,
            FhirResource.of(who).json());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Resource record = Reports.parsed(answer).resource();
    assertThat(((Provenance) record).getAgentFirstRep().getWho().getReference())
        .isEqualTo("Practitioner/somebody");
  }

  private static int told(ReceivingServer at, String report) {
    return (int) at.received().stream().filter(came -> came.text().contains(report)).count();
  }

  private static void awaitTold(ReceivingServer at, String report) {
    Awaitility.await().atMost(LONGEST).until(() -> told(at, report) > 0);
  }

  @Test
  void onlyACriticalReportIsAcknowledged() {
    DiagnosticReport report = report(EcgSynthesis.of(SyntheticRhythm.SINUS, 8807));
    String address =
        "/fhir/DiagnosticReport/" + report.getIdElement().getIdPart() + "/$acknowledge";
    assertThat(Http.post(address, Http.FHIR_JSON, "", "Einthoven-Sender", "x").statusCode())
        .isEqualTo(422);
    assertThat(
            Http.post(
                    "/fhir/DiagnosticReport/nobody/$acknowledge",
                    Http.FHIR_JSON,
                    "",
                    "Einthoven-Sender",
                    "x")
                .statusCode())
        .isEqualTo(404);
  }

  private long count(String sql, String text) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, text);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
