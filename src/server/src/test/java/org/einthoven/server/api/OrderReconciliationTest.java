package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Workflow.NUMBERS;
import static org.einthoven.server.api.Workflow.created;
import static org.einthoven.server.api.Workflow.ecg;
import static org.einthoven.server.api.Workflow.found;
import static org.einthoven.server.api.Workflow.identifier;
import static org.einthoven.server.api.Workflow.order;
import static org.einthoven.server.api.Workflow.ordered;
import static org.einthoven.server.api.Workflow.patient;
import static org.einthoven.server.api.Workflow.put;
import static org.einthoven.server.api.Workflow.reference;
import static org.einthoven.server.api.Workflow.refused;
import static org.einthoven.server.api.Workflow.reported;
import static org.einthoven.server.api.Workflow.send;
import static org.einthoven.server.api.Workflow.typed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.xml.stream.XMLStreamException;
import org.einthoven.ecg.format.aecg.AecgWriter;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An ECG, its order and its report find each other by the number of the order. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OrderReconciliationTest {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static List<String> basedOn(List<Reference> references) {
    return references.stream().map(Reference::getReference).toList();
  }

  @Test
  void anEcgThatNamesItsOrderByNumberIsReportedForItAndCompletesIt() {
    String patient = patient("wf-1");
    for (String type : List.of("PLAC", "FILL", "ACSN")) {
      String order = created(send(order(type, "n-1-" + type, patient)));
      Observation sent =
          ordered(
              ecg(4000 + type.hashCode() % 100, patient, "2026-01-01T08:00:00Z"),
              typed(type, "n-1-" + type));
      DiagnosticReport report = reported(sent);
      assertThat(basedOn(report.getBasedOn())).containsExactly(order);
      assertThat(report.getBasedOnFirstRep().getIdentifier().getValue()).isEqualTo("n-1-" + type);
      Task task = (Task) Reports.search("Task?based-on=" + order).getEntryFirstRep().getResource();
      assertThat(((Reference) task.getOutputFirstRep().getValue()).getReference())
          .isEqualTo(reference(report));
      ServiceRequest done = order(order);
      assertThat(done.getStatus()).isEqualTo(ServiceRequestStatus.COMPLETED);
      assertThat(done.getMeta().getVersionId()).isEqualTo("2");
    }
  }

  @Test
  void anAccessionNumberAmongTheIdentifiersOfTheEcgNamesItsOrder() {
    String patient = patient("wf-2");
    String order = created(send(order("ACSN", "n-2", patient)));
    Observation sent = ecg(4011, patient, "2026-01-01T08:00:00Z");
    sent.addIdentifier(typed("ACSN", "n-2"));
    assertThat(basedOn(reported(sent).getBasedOn())).containsExactly(order);
  }

  @Test
  void aNumberOfAnotherSystemOrTypeOrOfTwoOrdersNamesNone() {
    String patient = patient("wf-3");
    created(send(order("PLAC", "n-3", patient)));
    created(send(order("ACSN", "n-3-two", patient)));
    created(send(order("ACSN", "n-3-two", patient)));
    Observation sent = ecg(4012, patient, "2026-01-01T08:00:00Z");
    ordered(sent, identifier("urn:oid:9.9", "n-3"));
    ordered(sent, typed("ACSN", "n-3"));
    ordered(sent, typed("ACSN", "n-3-two"));
    assertThat(reported(sent).getBasedOn()).noneMatch(Reference::hasReference);
  }

  @Test
  void aRevokedOrderStaysRevoked() {
    String patient = patient("wf-4");
    ServiceRequest revoked = order("PLAC", "n-4", patient);
    revoked.setStatus(ServiceRequestStatus.REVOKED);
    String order = created(send(revoked));
    Observation sent = ordered(ecg(4013, patient, "2026-01-01T08:00:00Z"), typed("PLAC", "n-4"));
    assertThat(basedOn(reported(sent).getBasedOn())).containsExactly(order);
    assertThat(order(order).getMeta().getVersionId()).isEqualTo("1");
  }

  @Test
  void anOrderOfAnotherPatientIsRefused() {
    created(send(order("PLAC", "n-5", patient("wf-5"))));
    Observation sent =
        ordered(ecg(4014, patient("wf-5-other"), "2026-01-01T08:00:00Z"), typed("PLAC", "n-5"));
    refused(send(sent), 422, "Observation.basedOn[0]", "different patients");
  }

  @Test
  void aFileForAnOrderOfAnotherPatientIsRefused() throws XMLStreamException {
    created(send(order("PLAC", "n-6", patient("wf-6"))));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AecgWriter.write(
        SampleRecordings.of(
            4015, new org.einthoven.ecg.recording.SentIdentifier(Workflow.MRN, "wf-6-other")),
        new UUID(9, 4015),
        file);
    var answered =
        Http.send(
            "POST", "/ecg?order=" + NUMBERS + "%7Cn-6", "application/xml", file.toByteArray());
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(422);
    assertThat(answered.body()).contains("different patients").doesNotContain("wf-6");
  }

  @Test
  void anOrderThatComesAfterItsReportGetsATaskAndTheReportStaysAsItWasMade() {
    String patient = patient("wf-7");
    Observation sent = ordered(ecg(4016, patient, "2026-01-01T08:00:00Z"), typed("FILL", "n-7"));
    String ecg = created(send(sent));
    DiagnosticReport report = Reports.of(ecg);
    assertThat(report.getBasedOn()).noneMatch(Reference::hasReference);

    String order = created(send(order("FILL", "n-7", patient)));

    Task task = (Task) Reports.search("Task?based-on=" + order).getEntryFirstRep().getResource();
    assertThat(task.getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertThat(((Reference) task.getOutputFirstRep().getValue()).getReference())
        .isEqualTo(reference(report));
    assertThat(Reports.read(reference(report)).getMeta().getVersionId()).isEqualTo("1");
    assertThat(basedOn(((Observation) Reports.read(ecg)).getBasedOn())).containsExactly(order);
    assertThat(order(order).getStatus()).isEqualTo(ServiceRequestStatus.COMPLETED);
    ServiceRequest again = order(order);
    assertThat(put(again).statusCode()).isEqualTo(200);
    assertThat(found("Task?based-on=" + order)).as("told once").hasSize(1);
  }

  @Test
  void aLateOrderOfAnotherPatientIsNotLinkedAndTheConflictIsNoted() {
    Observation sent =
        ordered(ecg(4017, patient("wf-8"), "2026-01-01T08:00:00Z"), typed("PLAC", "n-8"));
    String ecg = created(send(sent));
    Reports.of(ecg);
    String order = created(send(order("PLAC", "n-8", patient("wf-8-other"))));
    assertThat(put(order(order)).statusCode()).isEqualTo(200);

    assertThat(((Observation) Reports.read(ecg)).getBasedOn()).noneMatch(Reference::hasReference);
    assertThat(order(order).getStatus()).isEqualTo(ServiceRequestStatus.ACTIVE);
    List<String> issues = found("DetectedIssue?implicated=" + order + "&implicated=" + ecg);
    assertThat(issues).hasSize(1);
    assertThat(((DetectedIssue) Reports.read(issues.get(0))).getSeverity())
        .isEqualTo(DetectedIssue.DetectedIssueSeverity.HIGH);
  }

  @Test
  void anEcgAndItsOrderThatComeAtTheSameTimeDoNotMissEachOther() throws Exception {
    String patient = patient("wf-9");
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> orders = new ArrayList<>();
      List<Future<String>> ecgs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String number = "n-9-" + i;
        Observation sent = ordered(EcgBodies.observation(4020 + i), typed("PLAC", number));
        sent.setSubject(new Reference(patient));
        orders.add(clients.submit(() -> created(send(order("PLAC", number, patient)))));
        ecgs.add(clients.submit(() -> created(send(sent))));
      }
      for (int i = 0; i < orders.size(); i++) {
        String analyze = "/fhir/" + ecgs.get(i).get() + "/$analyze";
        assertThat(Http.post(analyze, Http.FHIR_JSON, "").statusCode()).isEqualTo(200);
        String order = orders.get(i).get();
        assertThat(basedOn(((Observation) Reports.read(ecgs.get(i).get())).getBasedOn()))
            .contains(order);
        assertThat(order(order).getStatus()).isEqualTo(ServiceRequestStatus.COMPLETED);
      }
    } finally {
      clients.shutdownNow();
    }
  }
}
