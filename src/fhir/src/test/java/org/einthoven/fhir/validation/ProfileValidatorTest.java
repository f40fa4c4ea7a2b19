package org.einthoven.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.validation.Finding.Kind;
import org.einthoven.fhir.validation.Finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileValidatorTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("einthoven.repository"), "fhir-profiles");

  /** The validator checks an extension's place only with a package that it may not fetch. */
  private static final String NO_PACKAGES = "Access to files is not allowed";

  private static List<Finding> findings(String json, String... profiles) {
    return ProfileValidator.shared().validate(json, List.of(profiles));
  }

  static Stream<FhirResource> definitions() {
    return OwnDefinitions.all().stream();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void our_own_definitions_are_valid(FhirResource definition) {
    assertThat(findings(new String(definition.json(), StandardCharsets.UTF_8)))
        .filteredOn(finding -> finding.severity().invalidates())
        .filteredOn(finding -> !finding.words().contains(NO_PACKAGES))
        .isEmpty();
  }

  @Test
  void every_definition_of_the_folder_is_packaged_under_its_type_and_id() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".json"))
          .containsExactlyInAnyOrderElementsOf(
              OwnDefinitions.all().stream()
                  .map(definition -> definition.type() + "-" + definition.id() + ".json")
                  .toList());
    }
    assertThat(OwnDefinitions.all())
        .allSatisfy(
            definition ->
                assertThat(OwnDefinitions.url(definition))
                    .isEqualTo(Codes.BASE + definition.type() + "/" + definition.id()));
  }

  @Test
  void every_error_has_its_place() {
    List<Finding> found =
        findings(
            """
            {"resourceType":"Observation","status":"x","foo":1,"code":{"text":"ECG"},
             "component":[{"valueString":"1"}]}
            """);

    assertThat(found)
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::place, Finding::kind)
        .contains(
            tuple("Observation", Kind.STRUCTURE),
            tuple("Observation.status", Kind.CODE),
            tuple("Observation.component[0]", Kind.REQUIRED));
  }

  @Test
  void codes_of_systems_that_are_not_here_are_no_errors() {
    List<Finding> found =
        findings(
            """
            {"resourceType":"Observation","status":"final",
             "code":{"coding":[{"system":"http://loinc.org","code":"1-1"},
               {"system":"http://snomed.info/sct","code":"7"},
               {"system":"urn:iso:std:iso:11073:10101","code":"131329"}]},
             "valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"ms"}}
            """);

    assertThat(found).noneMatch(finding -> finding.severity().invalidates());
  }

  @Test
  void a_claimed_profile_that_is_not_known_is_said_once_and_is_no_error() {
    List<Finding> found =
        findings(
            """
            {"resourceType":"Observation","status":"final","code":{"text":"ECG"},
             "meta":{"profile":["https://example.org/StructureDefinition/other"]}}
            """);

    assertThat(found)
        .extracting(Finding::place, Finding::kind, Finding::severity)
        .containsExactly(tuple("Observation.meta.profile[0]", Kind.NOT_CHECKED, Severity.WARNING));
  }

  @Test
  void what_claims_the_pinned_AI_profiles_is_held_to_them() {
    String claimed =
        """
        {"resourceType":"%s","meta":{"profile":[
          "http://hl7.org/fhir/uv/aitransparency/StructureDefinition/%s|1.0.0-ballot"]},%s}
        """;

    assertThat(errors(claimed.formatted("Device", "AI-Device", "\"status\":\"active\"")))
        .anyMatch(words -> words.contains("Device.type"));
    String content =
        "\"status\":\"current\",\"content\":[{\"attachment\":{\"url\":\"http://x.test\"}}]";
    assertThat(
            errors(
                claimed.formatted(
                    "DocumentReference",
                    "AI-ModelCard",
                    content + ",\"type\":{\"coding\":[{\"code\":\"AIModelCard\"}]}")))
        .anyMatch(words -> words.contains("ai-model-card-1"))
        .anyMatch(words -> words.contains("ai-model-card-2"));
    assertThat(
            errors(
                claimed.formatted(
                    "Provenance",
                    "AI-Provenance",
                    "\"target\":[{\"reference\":\"Patient/1\"}],\"recorded\":\"2026-01-02T03:04:05Z\","
                        + "\"agent\":[{\"who\":{\"reference\":\"Patient/1\"}}]")))
        .anyMatch(words -> words.contains("ai-provenance-1"))
        .anyMatch(words -> words.contains("ai-provenance-2"));
  }

  private static List<String> errors(String json) {
    return findings(json).stream()
        .filter(finding -> finding.severity().invalidates())
        .map(Finding::words)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"resourceType\":\"Observation\",",
        "{}",
        "{\"resourceType\":\"Foo\"}"
      })
  void what_is_no_resource_is_said(String text) {
    assertThat(findings(text)).anyMatch(finding -> finding.severity().invalidates());
  }

  @Test
  void XML_is_not_read_since_nobody_screened_it() {
    String external =
        "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&x;\"/></Patient>";
    assertThat(findings(external))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.FATAL);
              assertThat(finding.words()).doesNotContain("root:");
            });
  }

  @Test
  void a_long_attachment_is_no_trouble() {
    String data = Base64.getEncoder().encodeToString(new byte[8_000_000]);
    assertThat(
            findings(
                "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"content\":"
                    + "[{\"attachment\":{\"contentType\":\"application/xml\",\"data\":\""
                    + data
                    + "\"}}]}"))
        .noneMatch(finding -> finding.severity().invalidates());
  }

  @Test
  void profiles_are_known_by_address_and_version() {
    ProfileValidator validator = ProfileValidator.shared();
    assertThat(validator.typeOf(Codes.REPORT_PROFILE)).contains("DiagnosticReport");
    assertThat(validator.typeOf(Codes.REPORT_PROFILE + "|0.1.0")).contains("DiagnosticReport");
    assertThat(validator.typeOf(Codes.REPORT_PROFILE + "|9")).isEmpty();
    assertThat(validator.typeOf("http://hl7.org/fhir/StructureDefinition/vitalsigns"))
        .contains("Observation");
    assertThat(validator.typeOf("https://example.org/StructureDefinition/other")).isEmpty();
  }

  @Test
  void what_was_forgotten_is_read_again() {
    ProfileValidator before = ProfileValidator.shared();
    ProfileValidator.forget();
    assertThat(ProfileValidator.shared()).isNotSameAs(before);
    assertThat(findings("{\"resourceType\":\"Patient\",\"gender\":\"none\"}")).isNotEmpty();
    assertThat(findings("{\"resourceType\":\"Patient\",\"gender\":\"female\"}"))
        .noneMatch(finding -> finding.severity().invalidates());
  }
}
