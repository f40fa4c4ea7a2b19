package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.List;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.ReceivingServer.Received;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithDelivery;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.Test;

/** Topic-based Subscriptions. */
@QuarkusTest
@TestProfile(WithDelivery.class)
@QuarkusTestResource(TestDatabase.class)
class TopicTest extends TopicScene {

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
}
