package org.einthoven.fhir.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportResourcesTest {

  private static List<FhirResource> built(Reading reading) {
    return ReportResources.build(
        Readings.context(Readings.source(), ReportContext.Codings.ALL), reading);
  }

  private static <T> T only(List<FhirResource> resources, Class<T> type) {
    return type.cast(
        resources.stream()
            .map(FhirResource::resource)
            .filter(type::isInstance)
            .findFirst()
            .orElseThrow());
  }

  private static Observation result(List<FhirResource> resources, String code) {
    return resources.stream()
        .map(FhirResource::resource)
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .filter(
            observation ->
                observation.getCode().getCoding().stream()
                    .anyMatch(coding -> coding.getCode().equals(code)))
        .findFirst()
        .orElseThrow();
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
  void abnormalities_are_components_with_their_threshold_and_never_certain() {
    Observation scores = result(built(Readings.withFindings()), "abnormality-probabilities");
    assertThat(scores.getComponent().get(0).getCode().getCodingFirstRep().getCode())
        .isEqualTo("sttc");
    assertThat(scores.getComponent().get(0).getValueQuantity().getValue().toPlainString())
        .isEqualTo("0.9999");
    assertThat(scores.getComponent().get(0).getReferenceRangeFirstRep().getHigh().getValue())
        .isEqualByComparingTo("0.4");
    assertThat(scores.getComponent().get(1).getCode().getCoding())
        .extracting(Coding::getCode)
        .containsExactly("164909002", "lbbb");
    assertThat(result(built(Readings.notAssessed()), "abnormality-probabilities"))
        .matches(Observation::hasDataAbsentReason);
  }

  @Test
  void the_narrative_escapes_what_it_quotes() {
    DiagnosticReport report = (DiagnosticReport) built(Readings.withFindings()).get(0).resource();
    assertThat(report.getText().getDivAsString()).contains("&lt;strong&gt; &amp; more");
  }

  @Test
  void the_gates_weights_stand_beside_what_they_weighed() {
    List<ObservationComponentComponent> components =
        built(Readings.withFindings()).stream()
            .map(FhirResource::resource)
            .filter(Observation.class::isInstance)
            .map(Observation.class::cast)
            .filter(result -> result.getCode().getCodingFirstRep().getCode().equals("beat-counts"))
            .findFirst()
            .orElseThrow()
            .getComponent();

    Map<String, Type> values = new HashMap<>();
    components.forEach(
        part -> values.put(part.getCode().getCodingFirstRep().getCode(), part.getValue()));
    assertThat(((Quantity) values.get("shared-feature-share")).getValue())
        .isEqualByComparingTo("0.4");
    Range range = (Range) values.get("shared-feature-share-range");
    assertThat(range.getLow().getValue()).isEqualByComparingTo("0.2");
    assertThat(range.getHigh().getValue()).isEqualByComparingTo("0.7");
    assertThat(((Quantity) values.get("shared-feature-share-n")).getValue())
        .isEqualByComparingTo("0.25");
    assertThat(((Quantity) values.get("shared-feature-share-v")).getValue())
        .isEqualByComparingTo("0.7");
    assertThat(values).doesNotContainKey("shared-feature-share-s");
  }

  @Test
  void measurements_counts_and_scores_are_results() {
    List<FhirResource> built = built(Readings.withFindings());
    assertThat(result(built, "8867-4").getValueQuantity().getValue()).isEqualByComparingTo("71.43");
    assertThat(result(built, "8637-1").getValueQuantity().getValue()).isEqualByComparingTo("840");
    Observation counts = result(built, "beat-counts");
    assertThat(counts.getComponent().get(0).getValueQuantity().getValue())
        .isEqualByComparingTo("2");
    assertThat(counts.getComponent().get(2).getValueQuantity().getValue())
        .isEqualByComparingTo("1");
    Observation score = result(built, "infarction-probability");
    assertThat(score.getValueQuantity().getValue()).isEqualByComparingTo("0.8312");
    assertThat(score.getComponent().get(0).getValueQuantity().getValue())
        .isEqualByComparingTo("0.6");
    assertThat(score.getComponent().get(1).getValueStringType().getValue())
        .isEqualTo("dfnet/0.1.0");
    DiagnosticReport report = (DiagnosticReport) built.get(0).resource();
    assertThat(report.getResult())
        .hasSize(9)
        .anyMatch(
            reference ->
                reference.getReference().equals("Observation/" + score.getIdElement().getIdPart()));
  }

  @Test
  void intervals_and_axes_are_components_of_one_panel() {
    Map<String, ObservationComponentComponent> components = new HashMap<>();
    result(built(Readings.withFindings()), "34534-8")
        .getComponent()
        .forEach(part -> components.put(part.getCode().getCodingFirstRep().getCode(), part));

    assertThat(components)
        .containsOnlyKeys(
            "p-duration",
            "8625-6",
            "8633-0",
            "8634-8",
            "76635-2",
            "76634-5",
            "qtc-framingham",
            "qtc-hodges",
            "p-axis",
            "8632-2",
            "8638-9");
    assertThat(components.get("8633-0").getValueQuantity().getValue()).isEqualByComparingTo("94");
    assertThat(components.get("8633-0").getValueQuantity().getCode()).isEqualTo("ms");
    assertThat(components.get("8632-2").getValueQuantity().getValue()).isEqualByComparingTo("-12");
    assertThat(components.get("8632-2").getValueQuantity().getCode()).isEqualTo("deg");
    assertThat(components.get("8625-6").getDataAbsentReason().getText())
        .isEqualTo("no P wave stands out of what varies from beat to beat");
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
  void the_variation_of_rr_stands_beside_its_mean() {
    Observation mean = result(built(Readings.withFindings()), "8637-1");

    assertThat(mean.getComponent())
        .extracting(
            part -> part.getCode().getCodingFirstRep().getCode(),
            part -> part.getValueQuantity().getValue().intValueExact())
        .containsExactly(
            tuple("rr-deviation", 12),
            tuple("rr-successive", 10),
            tuple("rr-shortest", 820),
            tuple("rr-longest", 861));
  }

  @Test
  void the_st_level_of_each_lead_is_a_component() {
    Observation levels = result(built(Readings.withFindings()), "st-levels");

    assertThat(levels.getComponent())
        .extracting(
            part -> part.getCode().getCodingFirstRep().getCode(),
            part -> part.getValueQuantity().getValue().toPlainString(),
            part -> part.getValueQuantity().getCode())
        .containsExactly(tuple("st-level-i", "-0.05", "mV"), tuple("st-level-avf", "0.2", "mV"));
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
  void fibrillation_is_a_result_with_threshold_and_evidence() {
    Observation score = result(built(Readings.withFindings()), "fibrillation-probability");

    assertThat(score.getValueQuantity().getValue()).isEqualByComparingTo("0.1");
    assertThat(score.getComponent().get(0).getValueQuantity().getValue())
        .isEqualByComparingTo("0.4");
    assertThat(score.getNoteFirstRep().getText())
        .isEqualTo(
            "Lead II: the threshold is reached in 0 of 1 stretches. Highest probability from 0 s to"
                + " 10 s, where there are regular RR intervals.");
  }

  @Test
  void what_was_not_assessed_is_an_observation_that_says_why() {
    List<FhirResource> built = built(Readings.notAssessed());
    for (String code : List.of("8867-4", "8637-1", "beat-counts", "infarction-probability")) {
      Observation observation = result(built, code);
      assertThat(observation.hasValue()).isFalse();
      assertThat(observation.getDataAbsentReason().getText()).isNotEmpty();
      assertThat(observation.getNoteFirstRep().getText()).startsWith("Not assessed: ");
    }
    assertThat(((DiagnosticReport) built.get(0).resource()).getConclusionCode()).isEmpty();
    assertThat(built).noneMatch(resource -> resource.type().equals("RiskAssessment"));
    assertThat(built).anyMatch(resource -> resource.type().equals("DetectedIssue"));
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
