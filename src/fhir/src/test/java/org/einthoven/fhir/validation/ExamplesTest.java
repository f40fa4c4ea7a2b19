package org.einthoven.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.R4Validation;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("einthoven.repository"), "fhir-profiles", "examples");
  private static final String REGENERATE = "einthoven.regenerate";
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  /** What other processors make of the last digits of a network's output. */
  private static final double TOLERANCE = 0.01;

  private static final TreeMap<String, FhirResource> EXAMPLES = Examples.make();

  private static String text(FhirResource resource) {
    return FhirText.jsonParser().setPrettyPrint(true).encodeResourceToString(resource.resource())
        + "\n";
  }

  @Test
  void the_committed_examples_are_what_the_code_gives() throws IOException {
    if (Boolean.getBoolean(REGENERATE)) {
      Files.createDirectories(FOLDER);
      for (String name : EXAMPLES.keySet()) {
        Files.writeString(FOLDER.resolve(name + ".json"), text(EXAMPLES.get(name)));
      }
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              EXAMPLES.keySet().stream().map(name -> name + ".json").toList());
    }
    for (String name : EXAMPLES.keySet()) {
      same(name, Files.readString(FOLDER.resolve(name + ".json")), text(EXAMPLES.get(name)));
    }
  }

  /** The same words, and numbers that are near; long words of digits, such as hashes, exactly. */
  private static void same(String name, String committed, String made) {
    String how = name + " differs; to write it anew, run this test with -D" + REGENERATE + "=true";
    assertThat(NUMBER.matcher(committed).replaceAll("#"))
        .as(how)
        .isEqualTo(NUMBER.matcher(made).replaceAll("#"));
    List<Double> expected = numbers(committed);
    List<Double> found = numbers(made);
    for (int i = 0; i < expected.size(); i++) {
      double value = expected.get(i);
      assertThat(found.get(i)).as(how).isCloseTo(value, within(TOLERANCE * (1 + Math.abs(value))));
    }
  }

  private static List<Double> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).map(Double::valueOf).toList();
  }

  static Stream<String> names() {
    return EXAMPLES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_example_is_valid_by_the_profiles_that_it_claims(String name) {
    assertThat(R4Validation.errors(EXAMPLES.get(name))).isEmpty();
  }

  @Test
  void every_profile_has_an_example_that_claims_it() {
    List<String> claimed =
        EXAMPLES.values().stream()
            .flatMap(example -> example.resource().getMeta().getProfile().stream())
            .map(profile -> profile.getValue())
            .toList();
    assertThat(claimed).containsAll(concrete());
  }

  private static List<String> concrete() {
    return OwnDefinitions.of("StructureDefinition").stream()
        .map(definition -> (StructureDefinition) definition.resource())
        .filter(profile -> !profile.getAbstract() && !profile.getType().equals("Extension"))
        .map(StructureDefinition::getUrl)
        .toList();
  }

  private static <T extends Resource> Arguments wrong(
      String profile, String example, Class<T> type, Consumer<T> change, String words) {
    Consumer<Resource> any = resource -> change.accept(type.cast(resource));
    return Arguments.of(profile, example, any, words);
  }

  static Stream<Arguments> wrongs() {
    return Stream.of(
        wrong(
            Codes.RECORDING_PROFILE,
            "Observation-12-lead",
            Observation.class,
            ecg -> ecg.getComponent().forEach(lead -> lead.setValue(new StringType("1 2 3"))),
            "allows for the type SampledData but found type string"),
        wrong(
            Codes.TWELVE_LEAD_PROFILE,
            "Observation-12-lead",
            Observation.class,
            ecg -> ecg.getComponent().removeIf(c -> "Lead V3".equals(c.getCode().getText())),
            "lead-V3"),
        wrong(
            Codes.TWELVE_LEAD_PROFILE,
            "Observation-12-lead",
            Observation.class,
            ecg -> ecg.addComponent(ecg.getComponentFirstRep().copy()),
            "lead-I"),
        wrong(
            Codes.SINGLE_LEAD_PROFILE,
            "Observation-single-lead",
            Observation.class,
            ecg -> ecg.addComponent(ecg.getComponentFirstRep().copy()),
            "component"),
        wrong(
            Codes.REPORT_PROFILE,
            "DiagnosticReport",
            DiagnosticReport.class,
            report -> report.getMeta().setSecurity(null),
            "aiast"),
        wrong(
            Codes.REPORT_PROFILE,
            "DiagnosticReport",
            DiagnosticReport.class,
            report -> report.getCode().getCodingFirstRep().setCode("18842-5"),
            "ecg-report-1"),
        wrong(
            Codes.MEASUREMENT_PROFILE,
            "Observation-mean-rr-interval",
            Observation.class,
            rate -> rate.getValueQuantity().setSystem("https://example.org/units"),
            "system"),
        wrong(
            Codes.MEASUREMENT_PROFILE,
            "Observation-mean-rr-interval",
            Observation.class,
            rate -> rate.getCode().getCoding().forEach(coding -> coding.setCode("beat-counts")),
            "ecg-measurement"),
        wrong(
            Codes.MODEL_RESULT_PROFILE,
            "Observation-infarction-probability",
            Observation.class,
            result -> result.setComponent(null),
            "ecg-model-result-1"),
        wrong(
            Codes.MODEL_RESULT_PROFILE,
            "Observation-infarction-probability",
            Observation.class,
            result -> result.setDevice(null),
            "device"),
        wrong(
            Codes.SIGNAL_QUALITY_PROFILE,
            "Observation-signal-quality",
            Observation.class,
            quality -> quality.getValueCodeableConcept().getCodingFirstRep().setCode("vpb"),
            "signal-quality"),
        wrong(
            Codes.ANALYSIS_DEVICE_PROFILE,
            "Device",
            Device.class,
            device -> device.getIdentifierFirstRep().setValue("ABC"),
            "ecg-device-1"),
        wrong(
            Codes.ANALYSIS_DEVICE_PROFILE,
            "Device",
            Device.class,
            device -> device.getVersion().remove(1),
            "version"),
        wrong(
            Codes.ANALYSIS_DEVICE_PROFILE,
            "Device",
            Device.class,
            device -> device.getExtension().remove(2),
            "ecg-device-2"),
        wrong(
            Codes.ANALYSIS_DEVICE_PROFILE,
            "Device",
            Device.class,
            device -> device.getExtension().subList(0, 2).clear(),
            "ecg-device-3"),
        wrong(
            Codes.MODEL_CARD_PROFILE,
            "DocumentReference",
            DocumentReference.class,
            card -> card.getCategory().remove(0),
            "input"),
        wrong(
            Codes.MODEL_CARD_PROFILE,
            "DocumentReference",
            DocumentReference.class,
            card -> card.getType().addCoding().setSystem("https://example.org").setCode("x"),
            "type.coding"),
        wrong(
            Codes.MODEL_CARD_PROFILE,
            "DocumentReference",
            DocumentReference.class,
            card -> card.getContentFirstRep().getAttachment().setContentType("text/plain"),
            "text/markdown"),
        wrong(
            Codes.MODEL_CARD_PROFILE,
            "DocumentReference",
            DocumentReference.class,
            card -> card.getIdentifierFirstRep().setValue("ABC"),
            "ecg-model-card-1"),
        wrong(
            Codes.PROVENANCE_PROFILE,
            "Provenance",
            Provenance.class,
            provenance -> provenance.setReason(null),
            "ecg-provenance-3"),
        wrong(
            Codes.PROVENANCE_PROFILE,
            "Provenance",
            Provenance.class,
            provenance -> provenance.getEntity().remove(provenance.getEntity().size() - 1),
            "ecg-provenance-4"),
        wrong(
            Codes.PROVENANCE_PROFILE,
            "Provenance",
            Provenance.class,
            provenance -> provenance.getEntity().remove(0),
            "ecg-provenance-1"),
        wrong(
            Codes.PROVENANCE_PROFILE,
            "Provenance",
            Provenance.class,
            provenance -> provenance.getAgent().remove(1),
            "agent"),
        wrong(
            Codes.ANALYSIS_TASK_PROFILE,
            "Task-completed",
            Task.class,
            task -> task.setOutput(null),
            "ecg-task-1"),
        wrong(
            Codes.ANALYSIS_TASK_PROFILE,
            "Task-failed",
            Task.class,
            task -> task.setStatusReason(null),
            "ecg-task-2"));
  }

  @ParameterizedTest(name = "{0} {3}")
  @MethodSource("wrongs")
  void what_a_profile_forbids_is_an_error(
      String profile, String example, Consumer<Resource> change, String words) {
    Resource resource = EXAMPLES.get(example).resource().copy();
    change.accept(resource);
    assertThat(R4Validation.errors(FhirResource.of(resource), List.of(profile)))
        .anyMatch(error -> error.contains(words));
  }

  @Test
  void every_profile_has_an_example_that_must_fail() {
    assertThat(wrongs().map(arguments -> arguments.get()[0])).containsAll(concrete());
  }

  @Test
  void the_value_set_of_statements_has_what_a_reading_can_state() {
    FhirResource set = OwnDefinitions.find("ValueSet", "ecg-statement").orElseThrow();
    for (var code : org.einthoven.inference.reading.StatementCode.values()) {
      assertThat(new String(set.json(), StandardCharsets.UTF_8))
          .contains("\"" + code.shortName().toLowerCase(java.util.Locale.ROOT) + "\"");
    }
  }
}
