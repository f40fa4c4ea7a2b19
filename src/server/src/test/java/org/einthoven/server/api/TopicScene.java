package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.ReceivingServer;
import org.einthoven.server.ReceivingServer.Received;
import org.einthoven.server.outbox.Outbox;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A receiver, a Patient and reports of it, and what topic-based notifications say. */
abstract class TopicScene {

  static final Duration LONGEST = Duration.ofSeconds(60);
  static final String BASE = "https://ecg.example.org/fhir/";

  @Inject DataSource database;
  @Inject Outbox outbox;

  ReceivingServer receiver;
  String patient;

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

  Subscription of(String topic, String content) {
    return of(topic, content, receiver);
  }

  Subscription of(String topic, String content, ReceivingServer at) {
    Subscription subscription = SubscriptionBodies.byTopic(topic, at.address("/topic"), content);
    if (!topic.equals("analysis-failed")) {
      SubscriptionBodies.filter(subscription, "DiagnosticReport?patient=" + patient);
    }
    return subscription;
  }

  DiagnosticReport report(EcgSynthesis synthesis) {
    Observation ecg = EcgBodies.twelveLeads(synthesis);
    ecg.setSubject(new Reference(patient));
    HttpResponse<String> created =
        Http.send("POST", "/fhir/Observation", Http.FHIR_JSON, FhirResource.of(ecg).json());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Reports.of(Reports.parsed(created).reference());
  }

  DiagnosticReport critical(long seed) {
    return report(EcgSynthesis.of(SyntheticRhythm.SINUS, seed).beating(30));
  }

  static Bundle bundle(Received came) {
    assertThat(came.method()).isEqualTo("POST");
    assertThat(came.path()).isEqualTo("/topic");
    return (Bundle) FhirResource.parse(came.body()).resource();
  }

  static Parameters status(Bundle bundle) {
    assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.HISTORY);
    return (Parameters) bundle.getEntryFirstRep().getResource();
  }

  static String said(List<ParametersParameterComponent> among, String name) {
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

  static String said(Parameters status, String name) {
    return said(status.getParameter(), name);
  }

  static List<ParametersParameterComponent> event(Parameters status) {
    return status.getParameter().stream()
        .filter(each -> each.getName().equals("notification-event"))
        .findFirst()
        .orElseThrow()
        .getPart();
  }
}
