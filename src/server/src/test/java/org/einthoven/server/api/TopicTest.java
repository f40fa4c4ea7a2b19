package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.ReceivingServer.Received;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithDelivery;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topic-based Subscriptions, and critical reports until they are acknowledged. */
@QuarkusTest
@TestProfile(WithDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class TopicTest {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String BASE = "https://ecg.example.org/fhir/";

  @Inject DataSource database;
  @Inject Outbox outbox;

  private ReceivingServer receiver;
  private String patient;

  @BeforeEach
  void start() {
    receiver = new ReceivingServer();
    HttpResponse<String> created =
        Http.send("POST", "/fhir/Patient", Http.FHIR_JSON, FhirResource.of(new Patient()).json());
    patient = Reports.parsed(created).reference();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private Subscription of(String topic, String content) {
    return of(topic, content, receiver);
  }

  private Subscription of(String topic, String content, ReceivingServer at) {
    Subscription subscription = SubscriptionBodies.byTopic(topic, at.address("/topic"), content);
    if (!topic.equals("analysis-failed")) {
      SubscriptionBodies.filter(subscription, "DiagnosticReport?patient=" + patient);
    }
    return subscription;
  }

  private DiagnosticReport report(EcgSynthesis synthesis) {
    Observation ecg = EcgBodies.twelveLeads(synthesis);
    ecg.setSubject(new Reference(patient));
    HttpResponse<String> created =
        Http.send("POST", "/fhir/Observation", Http.FHIR_JSON, FhirResource.of(ecg).json());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Reports.of(Reports.parsed(created).reference());
  }

  private DiagnosticReport critical(long seed) {
    return report(EcgSynthesis.of(SyntheticRhythm.SINUS, seed).beating(30));
  }

  private static Bundle bundle(Received came) {
    assertThat(came.method()).isEqualTo("POST");
    assertThat(came.path()).isEqualTo("/topic");
    return (Bundle) FhirResource.parse(came.body()).resource();
  }

  private static Parameters status(Bundle bundle) {
    assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.HISTORY);
    return (Parameters) bundle.getEntryFirstRep().getResource();
  }

  private static String said(List<ParametersParameterComponent> among, String name) {
    return among.stream()
        .filter(each -> each.getName().equals(name))
        .map(
            each ->
                each.getValue() instanceof Reference to
                    ? to.getReference()
                    : each.getValue().primitiveValue())
        .findFirst()
        .orElse("");
  }

  private static String said(Parameters status, String name) {
    return said(status.getParameter(), name);
  }

  private static List<ParametersParameterComponent> event(Parameters status) {
    return status.getParameter().stream()
        .filter(each -> each.getName().equals("notification-event"))
        .findFirst()
        .orElseThrow()
        .getPart();
  }

  @Test
  void aHandshakeComesFirstAndThenEveryReportByItsNumber() {
    String id = SubscriptionBodies.activate(of("report-available", "id-only"));
    Parameters handshake = status(bundle(receiver.await(1).get(0)));
    assertThat(said(handshake, "type")).isEqualTo("handshake");
    assertThat(said(handshake, "status")).isEqualTo("requested");
    assertThat(said(handshake, "subscription")).isEqualTo(BASE + "Subscription/" + id);
    assertThat(said(handshake, "events-since-subscription-start")).isEqualTo("0");

    DiagnosticReport report = report(EcgSynthesis.of(SyntheticRhythm.SINUS, 8801));
    Bundle first = bundle(receiver.await(2).get(1));
    Parameters status = status(first);
    assertThat(said(status, "type")).isEqualTo("event-notification");
    assertThat(said(status, "status")).isEqualTo("active");
    assertThat(said(status, "topic")).isEqualTo(SubscriptionBodies.TOPICS + "report-available");
    assertThat(said(status, "events-since-subscription-start")).isEqualTo("1");
    assertThat(said(event(status), "event-number")).isEqualTo("1");
    String reference = BASE + "DiagnosticReport/" + report.getIdElement().getIdPart();
    assertThat(said(event(status), "focus")).isEqualTo(reference);
    assertThat(first.getEntry()).hasSize(2);
    assertThat(first.getEntry().get(1).getFullUrl()).isEqualTo(reference);
    assertThat(first.getEntry().get(1).hasResource()).isFalse();

    report(EcgSynthesis.of(SyntheticRhythm.SINUS, 8802));
    assertThat(said(event(status(bundle(receiver.await(3).get(2)))), "event-number"))
        .isEqualTo("2");
    Bundle answer = (Bundle) Reports.read("Subscription/" + id + "/$status");
    assertThat(answer.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
    Parameters asked = (Parameters) answer.getEntryFirstRep().getResource();
    assertThat(said(asked, "type")).isEqualTo("query-status");
    assertThat(said(asked, "status")).isEqualTo("active");
    assertThat(said(asked, "events-since-subscription-start")).isEqualTo("2");
    Bundle two = (Bundle) Reports.read("Subscription/$status?id=" + id + "&id=nobody");
    assertThat(two.getEntry()).hasSize(1);
    assertThat(Http.get("/fhir/Subscription/nobody/$status").statusCode()).isEqualTo(404);
  }

  @Test
  void theWholeReportOrNothingOfItIsToldAsAskedFor() {
    SubscriptionBodies.activate(of("report-available", "full-resource"));
    try (ReceivingServer discreet = new ReceivingServer()) {
      SubscriptionBodies.activate(of("report-available", "empty", discreet));
      DiagnosticReport report = report(EcgSynthesis.of(SyntheticRhythm.SINUS, 8803));
      Bundle full = bundle(receiver.await(2).get(1));
      DiagnosticReport told = (DiagnosticReport) full.getEntry().get(1).getResource();
      assertThat(told.getConclusion()).isEqualTo(report.getConclusion());
      Received nothing = discreet.await(2).get(1);
      assertThat(bundle(nothing).getEntry()).hasSize(1);
      assertThat(nothing.text())
          .doesNotContain(report.getIdElement().getIdPart())
          .doesNotContain("report-available");
    }
  }

  @Test
  void whoDoesNotAnswerTheHandshakeIsNotToldAnything() {
    receiver.answers(404);
    HttpResponse<String> created = SubscriptionBodies.send(of("report-available", "full-resource"));
    String id = Reports.parsed(created).id();
    Subscription failed = SubscriptionBodies.awaitStatus(id, SubscriptionStatus.ERROR);
    assertThat(failed.getError()).isEqualTo("the receiver answered 404");
    receiver.answers(200);
    try (ReceivingServer other = new ReceivingServer()) {
      SubscriptionBodies.activate(of("report-available", "id-only", other));
      report(EcgSynthesis.of(SyntheticRhythm.SINUS, 8804));
      other.await(2);
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void aSignOfLifeComesAsOftenAsAskedFor() {
    Subscription subscription = of("analysis-failed", "empty");
    SubscriptionBodies.heartbeat(subscription, 1);
    SubscriptionBodies.activate(subscription);
    List<Received> came = receiver.await(3);
    assertThat(came.subList(1, 3))
        .extracting(each -> said(status(bundle(each)), "type"))
        .containsOnly("heartbeat");
  }

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
  void anAnalysisThatWasGivenUpIsTold() {
    SubscriptionBodies.activate(of("analysis-failed", "id-only"));
    Observation ecg = EcgBodies.twelveLeads(8808);
    HttpResponse<String> created =
        Http.send("POST", "/fhir/Observation", Http.FHIR_JSON, FhirResource.of(ecg).json());
    Bundle tasks = Reports.search("Task?focus=" + Reports.parsed(created).reference());
    ResourceId task =
        new ResourceId("Task", tasks.getEntryFirstRep().getResource().getIdElement().getIdPart());
    QuarkusTransaction.requiringNew()
        .run(() -> outbox.add("analysis-failed", List.of(new VersionId(task, 1))));
    Parameters status = status(bundle(receiver.await(2).get(1)));
    assertThat(said(event(status), "focus")).isEqualTo(BASE + task.reference());
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
