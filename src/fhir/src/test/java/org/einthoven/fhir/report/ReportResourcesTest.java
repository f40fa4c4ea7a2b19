package org.einthoven.fhir.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.R4Validation;
import org.einthoven.inference.reading.Comparison;
import org.einthoven.inference.reading.Reading;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportResourcesTest {

  static List<FhirResource> built(Reading reading) {
    return ReportResources.build(
        Readings.context(Readings.source(), ReportContext.Codings.ALL), reading);
  }

  static <T> T only(List<FhirResource> resources, Class<T> type) {
    return type.cast(
        resources.stream()
            .map(FhirResource::resource)
            .filter(type::isInstance)
            .findFirst()
            .orElseThrow());
  }

  static Stream<List<FhirResource>> reports() {
    ReportContext.Codings none = new ReportContext.Codings(false, false);
    return Stream.of(
        built(Readings.withFindings()),
        built(Readings.notAssessed()),
        ReportResources.build(
            Readings.context(Readings.bareSource(), ReportContext.Codings.ALL),
            Readings.withFindings()),
        ReportResources.build(
            Readings.context(Readings.bareSource(), none), Readings.notAssessed()));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void every_resource_of_a_report_is_valid_R4_and_valid_by_our_profiles(
      List<FhirResource> resources) {
    for (FhirResource resource : resources) {
      assertThat(R4Validation.errors(resource)).as(resource.reference()).isEmpty();
    }
  }

  @Test
  void a_patient_contained_in_the_source_does_not_become_a_reference_to_a_stored_one() {
    String source =
        """
        {"resourceType":"Observation","id":"ecg","status":"final","code":{"text":"ECG"},
         "contained":[{"resourceType":"Patient","id":"patient","identifier":[{"value":"1"}]}],
         "subject":{"reference":"#patient","identifier":{"system":"urn:x","value":"1"}}}
        """;
    List<FhirResource> resources =
        ReportResources.build(
            Readings.context(
                FhirResource.parse(source.getBytes(StandardCharsets.UTF_8)),
                ReportContext.Codings.ALL),
            Readings.withFindings());

    for (FhirResource resource : resources) {
      assertThat(new String(resource.json(), StandardCharsets.UTF_8))
          .doesNotContain("Patient/patient")
          .doesNotContain("#patient");
    }
  }

  @Test
  void our_profile_asks_for_the_conclusion() {
    FhirResource report = built(Readings.withFindings()).get(0);
    ((DiagnosticReport) report.resource()).setConclusion(null);
    assertThat(R4Validation.errors(report)).anyMatch(error -> error.contains("conclusion"));
  }

  @Test
  void a_machine_reading_is_preliminary_and_coded() {
    DiagnosticReport report = (DiagnosticReport) built(Readings.withFindings()).get(0).resource();
    assertThat(report.getStatus()).isEqualTo(DiagnosticReportStatus.PRELIMINARY);
    assertThat(report.getCode().getCodingFirstRep().getCode()).isEqualTo("11524-6");
    assertThat(report.getConclusionCode())
        .extracting(concept -> concept.getCodingFirstRep().getCode())
        .containsExactly("17338001", "164865005");
    assertThat(report.getMeta().getSecurity()).extracting(Coding::getCode).containsExactly("AIAST");
  }

  @Test
  void subject_request_encounter_identifiers_and_time_are_carried_through() {
    DiagnosticReport report = (DiagnosticReport) built(Readings.withFindings()).get(0).resource();
    assertThat(report.getSubject().getReference()).isEqualTo("Patient/p1");
    assertThat(report.getEncounter().getReference()).isEqualTo("Encounter/e1");
    assertThat(report.getBasedOnFirstRep().getReference()).isEqualTo("ServiceRequest/r1");
    assertThat(report.getIdentifierFirstRep().getValue()).isEqualTo("ACC-7");
    assertThat(report.getEffectiveDateTimeType().getValueAsString())
        .isEqualTo("2026-01-02T03:04:05.678+01:00");
    assertThat(report.getIssuedElement().getValueAsString()).isEqualTo("2026-01-02T03:05:00.000Z");
  }

  @Test
  void the_conclusion_ends_with_the_intended_use() {
    for (Reading reading : List.of(Readings.withFindings(), Readings.notAssessed())) {
      DiagnosticReport report = (DiagnosticReport) built(reading).get(0).resource();
      assertThat(report.getConclusion()).endsWith(Reading.INTENDED_USE);
    }
  }

  @Test
  void the_narrative_escapes_what_it_quotes() {
    DiagnosticReport report = (DiagnosticReport) built(Readings.withFindings()).get(0).resource();
    assertThat(report.getText().getDivAsString()).contains("&lt;strong&gt; &amp; more");
  }

  @Test
  void a_report_names_where_its_page_is() {
    DiagnosticReport report = (DiagnosticReport) built(Readings.withFindings()).get(0).resource();
    String id = report.getIdElement().getIdPart();

    assertThat(report.getPresentedForm())
        .extracting(Attachment::getContentType, Attachment::getUrl)
        .containsExactly(
            tuple("image/svg+xml", "Binary/" + id + "-svg"),
            tuple("application/pdf", "Binary/" + id + "-pdf"));
  }

  @Test
  void a_critical_finding_comes_first_and_is_a_detected_issue_of_high_severity() {
    List<FhirResource> built = built(Readings.withFindings());

    assertThat(((DiagnosticReport) built.get(0).resource()).getConclusion())
        .startsWith("CRITICAL: Very slow heart rate: Heart rate 35/min, below 40/min.");
    assertThat(built)
        .filteredOn(resource -> resource.type().equals("DetectedIssue"))
        .extracting(resource -> (DetectedIssue) resource.resource())
        .filteredOn(issue -> issue.getSeverity() == DetectedIssueSeverity.HIGH)
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.getCode().getCodingFirstRep().getCode())
                  .isEqualTo("critical-slow-heart");
              assertThat(issue.getDetail())
                  .isEqualTo("Very slow heart rate: heart rate 35/min, below 40/min");
            });
  }

  @Test
  void the_conclusion_gives_the_intervals_and_why_some_are_missing() {
    DiagnosticReport report = (DiagnosticReport) built(Readings.withFindings()).get(0).resource();

    assertThat(report.getConclusion())
        .contains("QRS duration 94 ms, QTc (Fridericia) 417 ms, QRS axis -12°.")
        .contains(
            "Not assessed: PR interval. No P wave stands out of what varies from beat to beat.");
  }

  @Test
  void provenance_holds_every_hash_and_points_to_everything_made() {
    List<FhirResource> built = built(Readings.withFindings());
    Provenance provenance = (Provenance) built.get(built.size() - 1).resource();
    assertThat(provenance.getEntity())
        .extracting(entity -> entity.getWhat().getIdentifier().getValue())
        .contains("d".repeat(64), "a".repeat(64), "b".repeat(64), "c".repeat(64));
    assertThat(provenance.getEntityFirstRep().getWhat().getReference())
        .isEqualTo("Observation/ecg1");
    assertThat(provenance.getAgent().get(1).getWho().getIdentifier().getValue())
        .isEqualTo("clinic-a");
    assertThat(provenance.getTarget()).hasSize(built.size() - 3);
    assertThat(provenance.getAgentFirstRep().getWho().getReference())
        .isEqualTo("Device/" + only(built, Device.class).getIdElement().getIdPart());
  }

  @Test
  void the_risk_assessment_gives_probability_and_threshold() {
    RiskAssessment risk = only(built(Readings.withFindings()), RiskAssessment.class);
    assertThat(risk.getPredictionFirstRep().getProbabilityDecimalType().getValue())
        .isEqualByComparingTo("0.8312");
    assertThat(risk.getPredictionFirstRep().getRationale()).contains("0.6");
    assertThat(risk.getBasis()).hasSize(2);
  }

  @Test
  void codings_can_be_switched_off() {
    List<FhirResource> built =
        ReportResources.build(
            Readings.context(Readings.source(), new ReportContext.Codings(false, false)),
            Readings.withFindings());
    for (FhirResource resource : built) {
      assertThat(new String(resource.json(), StandardCharsets.UTF_8))
          .doesNotContain("snomed.info")
          .doesNotContain("loinc.org");
    }
    assertThat(((DiagnosticReport) built.get(0).resource()).getConclusionCode()).hasSize(2);
  }

  @Test
  void the_same_context_and_reading_give_the_same_bytes() {
    List<FhirResource> one = built(Readings.withFindings());
    List<FhirResource> two = built(Readings.withFindings());
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).json()).isEqualTo(two.get(i).json());
    }
  }

  @Test
  void a_second_reading_replaces_the_first_by_reference() {
    ReportContext first = Readings.context(Readings.source(), ReportContext.Codings.ALL);
    ReportContext second =
        new ReportContext(
            first.source(),
            first.furtherSources(),
            first.payloadSha256(),
            first.sender(),
            first.issued(),
            first.ids(),
            first.software(),
            first.card(),
            first.codings(),
            false,
            new ReportContext.Earlier(
                "DiagnosticReport/before",
                "2025-12-24T08:00",
                new Comparison(List.of("new: Left bundle branch block"), List.of())),
            "DiagnosticReport/old");
    FhirResource report = ReportResources.build(second, Readings.withFindings()).get(0);
    assertThat(new String(report.json(), StandardCharsets.UTF_8)).contains("DiagnosticReport/old");
    assertThat(((DiagnosticReport) report.resource()).getConclusion())
        .contains(
            "Compared with the ECG of 2025-12-24T08:00 (DiagnosticReport/before): new: Left bundle"
                + " branch block.");
    assertThat(R4Validation.errors(report)).isEmpty();
  }
}
