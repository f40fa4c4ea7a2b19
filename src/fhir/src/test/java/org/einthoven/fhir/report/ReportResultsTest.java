package org.einthoven.fhir.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.einthoven.fhir.report.ReportResourcesTest.built;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

/** What a reading measured and scored, as the results of its report. */
class ReportResultsTest {

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
}
