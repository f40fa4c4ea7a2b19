package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Workflow.created;
import static org.einthoven.server.api.Workflow.ecg;
import static org.einthoven.server.api.Workflow.found;
import static org.einthoven.server.api.Workflow.operation;
import static org.einthoven.server.api.Workflow.patient;
import static org.einthoven.server.api.Workflow.put;
import static org.einthoven.server.api.Workflow.reference;
import static org.einthoven.server.api.Workflow.refused;
import static org.einthoven.server.api.Workflow.reported;
import static org.einthoven.server.api.Workflow.send;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import org.einthoven.fhir.Codes;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A clinician accepts, amends or rejects what the machine reported. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignOffTest {

  private static final String HEART_RATE = "8867-4";
  private static final String PLANTED = "Plantedname";

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  static String clinician() {
    Practitioner who = new Practitioner();
    who.addName().setText("Dr. Signe " + PLANTED);
    return created(send(who));
  }

  static Parameters decision(String decision, DiagnosticReport report, String who) {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("decision").setValue(new CodeType(decision));
    parameters.addParameter("version", report.getMeta().getVersionId());
    parameters.addParameter().setName("practitioner").setValue(new Reference(who));
    return parameters;
  }

  static Parameters amendment(DiagnosticReport report, String who) {
    Parameters parameters = decision("amend", report, who);
    parameters.addParameter("reason", PLANTED + " has another rhythm");
    parameters.addParameter("conclusion", "Ectopic atrial rhythm.\nNo acute ischaemia.");
    return parameters;
  }

  static void correction(Parameters to, String code, String value, String unit) {
    ParametersParameterComponent measurement = to.addParameter().setName("measurement");
    measurement.addPart().setName("code").setValue(new Coding(Codes.LOINC, code, null));
    measurement
        .addPart()
        .setName("value")
        .setValue(
            new Quantity()
                .setValue(new BigDecimal(value))
                .setSystem(Codes.UCUM)
                .setCode(unit)
                .setUnit(unit));
  }

  static HttpResponse<String> signOff(DiagnosticReport report, Parameters parameters) {
    return operation(
        reference(report) + "/$sign-off", parameters, "Einthoven-Sender", "workstation");
  }

  static DiagnosticReport signed(DiagnosticReport report, Parameters parameters) {
    HttpResponse<String> answered = signOff(report, parameters);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    return (DiagnosticReport) Reports.parsed(answered).resource();
  }

  static DiagnosticReport report(long seed, String mrn) {
    return reported(ecg(seed, patient(mrn), "2026-02-01T08:00:00Z"));
  }

  @Test
  void anAcceptedReportIsFinalWithItsResultsAndNamesWhoSigned() {
    DiagnosticReport machine = report(4301, "s-1");
    String who = clinician();

    DiagnosticReport signed = signed(machine, decision("accept", machine, who));

    assertThat(signed.getStatus()).isEqualTo(DiagnosticReportStatus.FINAL);
    assertThat(signed.getMeta().getVersionId()).isEqualTo("2");
    assertThat(signed.getResultsInterpreter())
        .extracting(Reference::getReference)
        .containsExactly(who);
    assertThat(signed.getResultsInterpreterFirstRep().getDisplay()).contains(PLANTED);
    assertThat(signed.getConclusion())
        .contains("accepted by a clinician at ")
        .doesNotContain("Preliminary machine reading");
    assertThat(signed.getIssued()).isAfterOrEqualTo(machine.getIssued());
    assertThat(Reports.results(signed))
        .isNotEmpty()
        .allMatch(result -> result.getStatus() == ObservationStatus.FINAL);
    DiagnosticReport before = (DiagnosticReport) Reports.read(reference(machine) + "/_history/1");
    assertThat(before.getStatus()).isEqualTo(DiagnosticReportStatus.PRELIMINARY);
  }

  @Test
  void theTrailNamesWhoWhyAndTheVersionThatWasLookedAt() {
    DiagnosticReport machine = report(4302, "s-2");
    String who = clinician();
    Parameters rejection = decision("reject", machine, who);
    rejection.addParameter("reason", "Arm leads exchanged");
    rejection
        .addParameter()
        .setName("reason-code")
        .setValue(new Coding(Codes.DISAGREEMENT, "lead-placement", null));

    DiagnosticReport rejected = signed(machine, rejection);

    assertThat(rejected.getStatus()).isEqualTo(DiagnosticReportStatus.CANCELLED);
    assertThat(rejected.getConclusion()).startsWith("REJECTED by a clinician at ");
    assertThat(Reports.results(rejected))
        .allMatch(result -> result.getStatus() == ObservationStatus.CANCELLED);
    Provenance trail =
        Reports.search("Provenance?target=" + reference(machine)).getEntry().stream()
            .map(entry -> (Provenance) entry.getResource())
            .filter(provenance -> provenance.getReasonFirstRep().hasText())
            .findFirst()
            .orElseThrow();
    assertThat(trail.getReasonFirstRep().getText()).isEqualTo("Arm leads exchanged");
    assertThat(trail.getReasonFirstRep().getCodingFirstRep().getCode()).isEqualTo("lead-placement");
    assertThat(trail.getAgent())
        .anyMatch(agent -> who.equals(agent.getWho().getReference()))
        .anyMatch(agent -> "workstation".equals(agent.getWho().getIdentifier().getValue()));
    assertThat(trail.getEntityFirstRep().getWhat().getReference())
        .isEqualTo(reference(machine) + "/_history/1");
    assertThat(found("AuditEvent?entity=" + reference(machine) + "&_count=50")).isNotEmpty();
  }

  @Test
  void anAmendedReportSaysWhatTheClinicianSays() {
    DiagnosticReport machine = report(4303, "s-3");
    Coding stated = machine.getConclusionCodeFirstRep().getCodingFirstRep();
    Parameters amendment = amendment(machine, clinician());
    amendment.addParameter().setName("refuted").setValue(stated);
    amendment
        .addParameter()
        .setName("missed")
        .setValue(
            new CodeableConcept()
                .addCoding(new Coding(Codes.SNOMED, "251146004", "Low QRS voltages"))
                .setText("Low voltage"));
    correction(amendment, HEART_RATE, "58", "/min");

    DiagnosticReport amended = signed(machine, amendment);

    assertThat(amended.getStatus()).isEqualTo(DiagnosticReportStatus.FINAL);
    assertThat(amended.getConclusion())
        .startsWith("Ectopic atrial rhythm.\nNo acute ischaemia.\nAmended by a clinician at ")
        .contains("version 1 of this report");
    assertThat(amended.getConclusionCode())
        .noneMatch(code -> code.getCodingFirstRep().equalsDeep(stated))
        .anyMatch(code -> "Low voltage".equals(code.getText()));
    Observation rate = Reports.result(amended, HEART_RATE);
    assertThat(rate.getValueQuantity().getValue()).isEqualByComparingTo("58");
    assertThat(rate.getPerformerFirstRep().getDisplay()).contains(PLANTED);
    assertThat(amended.getText().getDivAsString()).contains("Ectopic atrial rhythm.");
  }

  @Test
  void whatIsChangedAfterItWasFinalIsAmendedOrCorrectedAndWhatIsTakenBackIsInError() {
    DiagnosticReport machine = report(4304, "s-4");
    String who = clinician();
    DiagnosticReport accepted = signed(machine, decision("accept", machine, who));

    DiagnosticReport amended = signed(accepted, amendment(accepted, who));
    assertThat(amended.getStatus()).isEqualTo(DiagnosticReportStatus.AMENDED);

    Parameters correction = amendment(amended, who);
    correction(correction, HEART_RATE, "61", "/min");
    DiagnosticReport corrected = signed(amended, correction);
    assertThat(corrected.getStatus()).isEqualTo(DiagnosticReportStatus.CORRECTED);
    assertThat(Reports.result(corrected, HEART_RATE).getStatus())
        .isEqualTo(ObservationStatus.CORRECTED);
    assertThat(corrected.getResultsInterpreter()).hasSize(1);

    Parameters rejection = decision("reject", corrected, who);
    rejection.addParameter("reason", "Another patient's");
    DiagnosticReport rejected = signed(corrected, rejection);
    assertThat(rejected.getStatus()).isEqualTo(DiagnosticReportStatus.ENTEREDINERROR);
    assertThat(Reports.results(rejected))
        .allMatch(result -> result.getStatus() == ObservationStatus.ENTEREDINERROR);
    refused(
        signOff(rejected, decision("accept", rejected, who)),
        409,
        "DiagnosticReport.status",
        "withdrawn or rejected");
  }

  @Test
  void nobodySignsWhatTheyHaveNotSeen() {
    DiagnosticReport machine = report(4305, "s-5");
    String who = clinician();
    Parameters accept = decision("accept", machine, who);
    signed(machine, accept);

    refused(
        signOff(machine, amendment(machine, who)),
        409,
        "Parameters.parameter.where(name='version')",
        "changed since");
    DiagnosticReport now = (DiagnosticReport) Reports.read(reference(machine));
    refused(
        signOff(now, decision("accept", now, who)),
        409,
        "DiagnosticReport.status",
        "signed already");
    assertThat(now.getMeta().getVersionId()).isEqualTo("2");
  }

  @Test
  void whatDoesNotFitTheReportIsRefusedAndNothingIsChanged() {
    DiagnosticReport machine = report(4306, "s-6");
    String who = clinician();
    String place = "Parameters.parameter.where(name='%s')";

    Parameters nothingStated = amendment(machine, who);
    nothingStated
        .addParameter()
        .setName("refuted")
        .setValue(new Coding(Codes.OWN, "quality-good", null));
    refused(signOff(machine, nothingStated), 422, place.formatted("refuted"), "names nothing");

    Parameters statedAlready = amendment(machine, who);
    statedAlready
        .addParameter()
        .setName("missed")
        .setValue(machine.getConclusionCodeFirstRep().copy());
    refused(signOff(machine, statedAlready), 422, place.formatted("missed"), "already");

    Parameters otherUnit = amendment(machine, who);
    correction(otherUnit, HEART_RATE, "1", "Hz");
    refused(signOff(machine, otherUnit), 422, place.formatted("measurement"), "another unit");

    Parameters noReason = decision("reject", machine, who);
    refused(signOff(machine, noReason), 422, place.formatted("reason"), "is missing");

    Parameters notAmended = decision("accept", machine, who);
    notAmended.addParameter("conclusion", "Something else");
    refused(
        signOff(machine, notAmended),
        422,
        place.formatted("conclusion"),
        "belongs to an amendment");

    refused(
        signOff(machine, decision("accept", machine, "Practitioner/nobody")),
        422,
        place.formatted("practitioner"),
        "not stored here");
    refused(
        signOff(machine, decision("accept", machine, "Organization/x")),
        422,
        place.formatted("practitioner"),
        "no reference to a clinician");
    refused(
        signOff(machine, decision("sign", machine, who)),
        422,
        place.formatted("decision"),
        "no decision");
    assertThat(((DiagnosticReport) Reports.read(reference(machine))).getMeta().getVersionId())
        .isEqualTo("1");
    assertThat(
            operation("DiagnosticReport/nothing/$sign-off", decision("accept", machine, who))
                .statusCode())
        .isEqualTo(404);
    refused(
        put(signedByHand(machine)), 403, "DiagnosticReport", "machine output stays as it was made");
  }

  private static DiagnosticReport signedByHand(DiagnosticReport machine) {
    return machine.copy().setStatus(DiagnosticReportStatus.FINAL);
  }

  @Test
  void aReportThatASenderStoredIsNotSignedHere() {
    DiagnosticReport foreign = new DiagnosticReport();
    foreign.setStatus(DiagnosticReportStatus.PRELIMINARY);
    foreign.setCode(new CodeableConcept().setText("ECG"));
    DiagnosticReport stored = (DiagnosticReport) Reports.read(created(send(foreign)));
    refused(
        signOff(stored, decision("accept", stored, clinician())),
        422,
        "DiagnosticReport",
        "not made here");
  }
}
