package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Reports.parsed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** What a report says of the patient's ECG before. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EarlierEcgTest {

  private static final String SYSTEM = "urn:oid:2.16.840.1.113883.19.77";

  private static Observation ecg(SyntheticRhythm rhythm, long seed, Reference patient, String at) {
    Observation ecg = EcgBodies.twelveLeads(EcgSynthesis.of(rhythm, seed));
    ecg.setSubject(patient);
    ecg.setEffective(new DateTimeType(at));
    return ecg;
  }

  private static DiagnosticReport reported(Observation ecg) {
    HttpResponse<String> created =
        Http.post(
            "/fhir/Observation",
            Http.FHIR_JSON,
            new String(FhirResource.of(ecg).json(), StandardCharsets.UTF_8));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Reports.of(parsed(created).reference());
  }

  private static Reference withIdentifier(String value) {
    return new Reference().setIdentifier(new Identifier().setSystem(SYSTEM).setValue(value));
  }

  private static Reference storedPatient(String value) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem(SYSTEM).setValue(value);
    HttpResponse<String> created =
        Http.post(
            "/fhir/Patient",
            Http.FHIR_JSON,
            new String(FhirResource.of(patient).json(), StandardCharsets.UTF_8));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return new Reference(parsed(created).reference());
  }

  private static String reference(DiagnosticReport report) {
    return "DiagnosticReport/" + report.getIdElement().getIdPart();
  }

  @Test
  void theEcgRecordedLastBeforeIsComparedWithAndNamedInTheProvenance() {
    Reference patient = withIdentifier("E-1");
    DiagnosticReport first =
        reported(ecg(SyntheticRhythm.SINUS, 701, patient, "2026-01-01T08:00:00+01:00"));
    DiagnosticReport second =
        reported(ecg(SyntheticRhythm.SINUS, 702, patient, "2026-01-03T08:00:00+01:00"));
    DiagnosticReport third =
        reported(
            ecg(SyntheticRhythm.PREMATURE_VENTRICULAR, 703, patient, "2026-01-02T08:00:00+01:00"));

    assertThat(first.getConclusion()).doesNotContain("Compared with");
    assertThat(second.getConclusion())
        .contains("Compared with the ECG of 2026-01-01T08:00 (" + reference(first) + ")");
    assertThat(third.getConclusion())
        .as("sent last and recorded in between")
        .contains("Compared with the ECG of 2026-01-01T08:00 (" + reference(first) + ")")
        .contains("new: Ventricular premature beats");
    Bundle provenances = Reports.search("Provenance?target=" + reference(second));
    assertThat(((Provenance) provenances.getEntryFirstRep().getResource()).getEntity())
        .anyMatch(entity -> reference(first).equals(entity.getWhat().getReference()));
  }

  @Test
  void aStoredPatientIsComparedByReference() {
    Reference patient = storedPatient("E-2");
    DiagnosticReport first =
        reported(ecg(SyntheticRhythm.SINUS, 711, patient, "2026-02-01T08:00:00Z"));
    DiagnosticReport second =
        reported(ecg(SyntheticRhythm.SINUS, 712, patient, "2026-02-02T08:00:00Z"));

    assertThat(second.getConclusion()).contains(reference(first));
  }

  @Test
  void anotherPatientOrNobodyIsComparedWithNothing() {
    reported(ecg(SyntheticRhythm.SINUS, 721, withIdentifier("E-3"), "2026-03-01T08:00:00Z"));
    Observation nobody =
        ecg(SyntheticRhythm.SINUS, 723, withIdentifier("E-4"), "2026-03-02T08:00:00Z");
    nobody.setSubject(null);

    for (Observation later :
        List.of(
            ecg(SyntheticRhythm.SINUS, 722, withIdentifier("E-4"), "2026-03-02T08:00:00Z"),
            nobody)) {
      assertThat(reported(later).getConclusion()).doesNotContain("Compared with");
    }
  }

  @Test
  void anotherBirthDateUnderTheSameIdentifierIsComparedWithNothing() {
    Reference patient = withIdentifier("E-5");
    Observation woman = ecg(SyntheticRhythm.SINUS, 731, patient, "2026-04-01T08:00:00Z");
    Observation man = ecg(SyntheticRhythm.SINUS, 732, patient, "2026-04-02T08:00:00Z");
    name(woman, "E-5", "1950-01-02");
    name(man, "E-5", "1980-03-04");
    reported(woman);

    assertThat(reported(man).getConclusion()).doesNotContain("Compared with");
  }

  @Test
  void anIdentifierThatHoldsTheSignsOfASearchIsOnlyItself() {
    DiagnosticReport another =
        reported(ecg(SyntheticRhythm.SINUS, 741, withIdentifier("E"), "2026-05-01T08:00:00Z"));
    Reference patient = withIdentifier("E,6|$\\7");
    DiagnosticReport first =
        reported(ecg(SyntheticRhythm.SINUS, 742, patient, "2026-05-02T08:00:00Z"));
    DiagnosticReport second =
        reported(ecg(SyntheticRhythm.SINUS, 743, patient, "2026-05-03T08:00:00Z"));

    assertThat(first.getConclusion()).doesNotContain(reference(another));
    assertThat(second.getConclusion()).contains(reference(first));
  }

  private static void name(Observation ecg, String identifier, String born) {
    Patient patient = new Patient();
    patient.setId("p");
    patient.addIdentifier().setSystem(SYSTEM).setValue(identifier);
    patient.setBirthDateElement(new DateType(born));
    ecg.addContained(patient);
    ecg.setSubject(new Reference("#p").setIdentifier(ecg.getSubject().getIdentifier()));
  }
}
