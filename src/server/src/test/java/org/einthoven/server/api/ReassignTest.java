package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Workflow.MRN;
import static org.einthoven.server.api.Workflow.created;
import static org.einthoven.server.api.Workflow.ecg;
import static org.einthoven.server.api.Workflow.found;
import static org.einthoven.server.api.Workflow.merge;
import static org.einthoven.server.api.Workflow.order;
import static org.einthoven.server.api.Workflow.ordered;
import static org.einthoven.server.api.Workflow.patient;
import static org.einthoven.server.api.Workflow.reassign;
import static org.einthoven.server.api.Workflow.reference;
import static org.einthoven.server.api.Workflow.refused;
import static org.einthoven.server.api.Workflow.reported;
import static org.einthoven.server.api.Workflow.send;
import static org.einthoven.server.api.Workflow.typed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A report of the wrong patient is withdrawn with its trail and issued anew for the right one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReassignTest {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static DiagnosticReport read(String reference) {
    return (DiagnosticReport) Reports.read(reference);
  }

  private static DiagnosticReport anew(HttpResponse<String> answered) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    return (DiagnosticReport) Reports.parsed(answered).resource();
  }

  /** An ECG that names its patient in itself as well. */
  private static Observation named(long seed, String patient, String mrn, String at) {
    Observation ecg = ecg(seed, patient, at);
    ecg.getSubject().setIdentifier(Workflow.identifier(MRN, mrn));
    return ecg;
  }

  @Test
  void theReportIsIssuedAnewForTheRightPatientAndTheWrongOneIsWithdrawn() {
    String wrong = patient("r-1");
    String right = patient("r-1-right");
    final DiagnosticReport before =
        reported(named(4201, right, "r-1-right", "2026-01-01T08:00:00Z"));
    String order = created(send(order("PLAC", "r-1", wrong)));
    String ecg =
        created(
            send(ordered(named(4202, wrong, "r-1", "2026-01-02T08:00:00Z"), typed("PLAC", "r-1"))));
    DiagnosticReport issued = Reports.of(ecg);
    String old = reference(issued);

    DiagnosticReport anew = anew(reassign(old, right, "Two patients in one room"));

    assertThat(reference(anew)).isNotEqualTo(old);
    assertThat(anew.getSubject().getReference()).isEqualTo(right);
    assertThat(anew.getStatus()).isEqualTo(DiagnosticReportStatus.PRELIMINARY);
    assertThat(anew.getBasedOn()).as("an order of the wrong patient").isEmpty();
    assertThat(
            ((Reference)
                    anew.getExtensionByUrl(
                            "http://hl7.org/fhir/StructureDefinition/diagnosticReport-replaces")
                        .getValue())
                .getReference())
        .isEqualTo(old);
    assertThat(anew.getConclusion()).contains("(" + reference(before) + ")");
    DiagnosticReport withdrawn = read(old);
    assertThat(withdrawn.getStatus()).isEqualTo(DiagnosticReportStatus.ENTEREDINERROR);
    assertThat(withdrawn.getMeta().getVersionId()).isEqualTo("2");
    assertThat(Reports.results(withdrawn))
        .allMatch(result -> result.getStatus() == ObservationStatus.ENTEREDINERROR);
    assertThat(Reports.results(anew))
        .allMatch(result -> right.equals(result.getSubject().getReference()));
    Observation filed = (Observation) Reports.read(ecg);
    assertThat(filed.getSubject().getReference()).isEqualTo(right);
    assertThat(filed.getSubject().hasIdentifier()).isFalse();
    Bundle tasks = Reports.search("Task?focus=" + ecg);
    Task task = (Task) tasks.getEntryFirstRep().getResource();
    assertThat(task.getFor().getReference()).isEqualTo(right);
    assertThat(((Reference) task.getOutputFirstRep().getValue()).getReference())
        .isEqualTo(reference(anew));
    assertThat(found("DiagnosticReport?subject=" + right + "&status=preliminary"))
        .containsExactlyInAnyOrder(reference(before), reference(anew));
    assertThat(found("Task?based-on=" + order)).isEmpty();
  }

  @Test
  void theTrailNamesWhoWhyFromAndTo() {
    String wrong = patient("r-2");
    String right = patient("r-2-right");
    String old = reference(reported(ecg(4203, wrong, "2026-01-01T08:00:00Z")));
    anew(reassign(old, right, "Wristbands swapped"));
    Provenance trail =
        Reports.search("Provenance?target=" + old).getEntry().stream()
            .map(entry -> (Provenance) entry.getResource())
            .filter(provenance -> provenance.getReasonFirstRep().hasText())
            .findFirst()
            .orElseThrow();
    assertThat(trail.getReasonFirstRep().getText()).isEqualTo("Wristbands swapped");
    assertThat(trail.getAgentFirstRep().getWho().getIdentifier().getValue()).isEqualTo("registry");
    assertThat(trail.getEntity())
        .extracting(entity -> entity.getWhat().getReference())
        .containsExactly(old, wrong, right);
  }

  @Test
  void noLaterEcgOfTheWrongPatientIsComparedWithItAndOneOfTheRightIs() {
    String wrong = patient("r-3");
    String right = patient("r-3-right");
    String old = reference(reported(named(4204, wrong, "r-3", "2026-01-01T08:00:00Z")));
    DiagnosticReport anew = anew(reassign(old, right, "Mixed up"));
    assertThat(reported(named(4205, wrong, "r-3", "2026-01-02T08:00:00Z")).getConclusion())
        .doesNotContain("Compared with");
    assertThat(reported(named(4206, right, "r-3-right", "2026-01-02T08:00:00Z")).getConclusion())
        .contains("(" + reference(anew) + ")");
  }

  @Test
  void whatCannotBeCorrectedIsRefusedAndStaysAsItIs() {
    String wrong = patient("r-4");
    String right = patient("r-4-right");
    String merged = patient("r-4-merged");
    assertThat(merge(merged, right).statusCode()).isEqualTo(200);
    String old = reference(reported(ecg(4207, wrong, "2026-01-01T08:00:00Z")));
    String patient = "Parameters.parameter.where(name='patient')";
    refused(reassign(old, wrong, "No reason"), 422, patient, "the Patient of the report");
    refused(reassign(old, "Patient/nobody", "x"), 422, patient, "does not exist");
    refused(reassign(old, merged, "x"), 422, patient, "who was merged");
    refused(
        reassign(old, right, " "),
        422,
        "Parameters.parameter.where(name='reason')",
        "has no value");
    assertThat(reassign("DiagnosticReport/nothing", right, "x").statusCode()).isEqualTo(404);
    String foreign =
        created(
            send(
                new DiagnosticReport()
                    .setStatus(DiagnosticReportStatus.FINAL)
                    .setSubject(new Reference(wrong))));
    refused(reassign(foreign, right, "x"), 422, "DiagnosticReport", "not made here");
    assertThat(read(old).getMeta().getVersionId()).isEqualTo("1");

    anew(reassign(old, right, "Mixed up"));
    refused(reassign(old, right, "Again"), 409, "DiagnosticReport.status", "already");
    assertThat(((Patient) Reports.read(wrong)).getMeta().getVersionId()).isEqualTo("1");
  }
}
