package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithEhr;
import org.einthoven.server.outbox.Statements;
import org.einthoven.server.outbox.delivery.DeliveryLine;
import org.einthoven.server.outbox.delivery.DeliveryQueue;
import org.einthoven.server.store.IdSource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every report goes to the EHR, here a FHIR server that is this one itself, as a transaction. */
@QuarkusTest
@TestProfile(WithEhr.class)
@QuarkusTestResource(TestDatabase.class)
class EhrDeliveryTest {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static final String RESOURCE = "https://einthoven.org/fhir/NamingSystem/resource";
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Inject DeliveryQueue queue;
  @Inject Statements statements;
  @Inject IdSource ids;

  @Test
  void aReportGoesThereWithAllThatBelongsToItAndARepeatMakesNothingTwice() {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem("urn:test:mrn").setValue(ids.next().toString() + ",1");
    HttpResponse<String> created =
        Http.send("POST", "/fhir/Patient", Http.FHIR_JSON, FhirResource.of(patient).json());
    String person = Reports.parsed(created).reference();
    Observation ecg = EcgBodies.twelveLeads(9901);
    ecg.setSubject(new Reference(person));
    HttpResponse<String> sent =
        Http.send("POST", "/fhir/Observation", Http.FHIR_JSON, FhirResource.of(ecg).json());
    DiagnosticReport report = Reports.of(Reports.parsed(sent).reference());
    String id = report.getIdElement().getIdPart();

    DeliveryLine delivered = awaitSent(id, 1);
    DiagnosticReport there =
        (DiagnosticReport)
            only("DiagnosticReport?identifier=" + RESOURCE + "|DiagnosticReport/" + id);
    assertThat(there.getIdElement().getIdPart()).isNotEqualTo(id);
    assertThat(there.getConclusion()).isEqualTo(report.getConclusion());
    assertThat(there.getSubject().getReference()).isEqualTo(person);
    assertThat(there.getPresentedFormFirstRep().getUrl())
        .isEqualTo("https://ecg.example.org/fhir/Binary/" + id + "-svg");
    assertThat(there.getResult()).hasSameSizeAs(report.getResult());
    Observation result = (Observation) Reports.read(there.getResultFirstRep().getReference());
    assertThat(result.getIdentifier())
        .extracting(identifier -> identifier.getValue())
        .contains(report.getResultFirstRep().getReference());
    assertThat(result.getDevice().getReference()).startsWith("Device/");
    Device device = (Device) Reports.read(result.getDevice().getReference());
    Reference card =
        (Reference)
            device
                .getExtensionByUrl(
                    "http://hl7.org/fhir/uv/aitransparency/StructureDefinition/aitransparency.modelCardDescription")
                .getValue();
    assertThat(((DocumentReference) Reports.read(card.getReference())).getIdentifier())
        .extracting(identifier -> identifier.getSystem())
        .contains(RESOURCE);
    Provenance provenance =
        (Provenance) only("Provenance?target=DiagnosticReport/" + there.getIdElement().getIdPart());
    assertThat(provenance.getMeta().getTag(RESOURCE, provenanceTag(id))).isNotNull();

    statements.update(
        "update delivery set state = 'waiting', finished_at = null, due_at = created_at"
            + " where id = ?",
        delivered.id());
    awaitSent(id, 2);
    only("DiagnosticReport?identifier=" + RESOURCE + "|DiagnosticReport/" + id);
    only("Provenance?target=DiagnosticReport/" + there.getIdElement().getIdPart());
    only(
        "Patient?identifier="
            + patient.getIdentifierFirstRep().getSystem()
            + "|"
            + patient.getIdentifierFirstRep().getValue().replace(",", "%5C,"));
  }

  @Test
  void aFinalReportOfSomebodyElseGoesThereAndItsLaterVersionTakesItsPlace() {
    DiagnosticReport report = new DiagnosticReport();
    report.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
    report.getCode().setText("ECG");
    report.setConclusion("first");
    HttpResponse<String> created =
        Http.send("POST", "/fhir/DiagnosticReport", Http.FHIR_JSON, FhirResource.of(report).json());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String id = Reports.parsed(created).id();
    awaitSent(id, 1);
    String search = "DiagnosticReport?identifier=" + RESOURCE + "|DiagnosticReport/" + id;
    assertThat(((DiagnosticReport) only(search)).getConclusion()).isEqualTo("first");

    report.setId(id);
    report.setStatus(DiagnosticReport.DiagnosticReportStatus.ENTEREDINERROR);
    report.setConclusion("second");
    assertThat(
            Http.send(
                    "PUT",
                    "/fhir/DiagnosticReport/" + id,
                    Http.FHIR_JSON,
                    FhirResource.of(report).json())
                .statusCode())
        .isEqualTo(200);
    Awaitility.await()
        .atMost(LONGEST)
        .until(() -> ((DiagnosticReport) only(search)).getConclusion().equals("second"));
    // What arrived is not passed on in its turn.
    String there = only(search).getIdElement().getIdPart();
    assertThat(queue.list("waiting", "ehr", 500)).isEmpty();
    assertThat(queue.list("sent", "ehr", 500))
        .noneMatch(each -> each.focus().startsWith("DiagnosticReport/" + there));
  }

  private String provenanceTag(String report) {
    Bundle found = Reports.search("Provenance?target=DiagnosticReport/" + report);
    return FhirResource.of(found.getEntryFirstRep().getResource()).reference();
  }

  private static org.hl7.fhir.r4.model.Resource only(String search) {
    Bundle found = Reports.search(search.replace("|", "%7C"));
    assertThat(found.getEntry()).as(search).hasSize(1);
    return found.getEntryFirstRep().getResource();
  }

  private DeliveryLine awaitSent(String report, int attempts) {
    List<DeliveryLine> sent =
        Awaitility.await()
            .atMost(LONGEST)
            .until(
                () ->
                    queue.list("sent", "ehr", 500).stream()
                        .filter(each -> each.focus().startsWith("DiagnosticReport/" + report))
                        .filter(each -> each.attempts() == attempts)
                        .toList(),
                found -> !found.isEmpty());
    return sent.get(0);
  }
}
