package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.TestScript;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example TestScripts of FHIR R4, which are not part of this repository. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TestScriptsTest {

  /**
   * What the script asserts and R4 does not: an id may hold capitals (datatypes.html#id), so the
   * address is right and nothing is there.
   */
  private static final String CAPITALS = "Sprinkler Read Test R004";

  private static TestScript script(String name) throws IOException {
    Path folder =
        Path.of(
            System.getProperty("einthoven.repository"),
            "..",
            "shared",
            "interop",
            "fhir",
            "testscripts");
    boolean there = Files.isDirectory(folder);
    if (!there) {
      System.err.println("SKIPPED: no ../shared/interop/fhir/testscripts beside the repository");
    }
    Assumptions.assumeTrue(there, "no ../shared/interop/fhir/testscripts beside the repository");
    byte[] json = Files.readAllBytes(folder.resolve("TestScript-" + name + ".json"));
    return (TestScript) FhirResource.parse(json).resource();
  }

  private static Patient patient(String id, String family, String given) {
    Patient patient = new Patient();
    patient.setId(id);
    patient.addName(new HumanName().setFamily(family).addGiven(given));
    patient.addIdentifier().setSystem("urn:test:testscripts").setValue(id);
    return patient;
  }

  private static Resource fixture(String display, String id) {
    return switch (display) {
      case "Peter Chalmers" ->
          patient(id, "Chalmers", "Peter")
              .setBirthDateElement(new org.hl7.fhir.r4.model.DateType("1974-12-25"));
      case "Peter Chalmers (minimum)" -> patient(id, "Chalmers", "Peter");
      case "Donald Duck" -> patient(id, "Duck", "Donald");
      default -> throw new IllegalArgumentException(display);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "testscript-example, 13",
    "testscript-example-history, 7",
    "testscript-example-multisystem, 9",
    "testscript-example-readtest, 8",
    "testscript-example-search, 14",
    "testscript-example-update, 5",
  })
  void theServerAnswersAsTheScriptAsserts(String name, int assertions) throws IOException {
    TestScript script = script(name);
    Map<String, Resource> fixtures = new HashMap<>();
    script
        .getFixture()
        .forEach(
            fixture ->
                fixtures.put(
                    fixture.getId(),
                    fixture(fixture.getResource().getDisplay(), name + "-patient")));
    String known = name + "-known";
    byte[] body = FhirResource.of(patient(known, "Testscript-Known", "Nobody")).json();
    assertThat(Http.send("PUT", "/fhir/Patient/" + known, Http.FHIR_JSON, body).statusCode())
        .isIn(200, 201);

    List<TestScriptRun.Checked> checked =
        new TestScriptRun(
                script,
                fixtures,
                Map.of(
                    "KnownPatientResourceId", known,
                    "Dest1PatientResourceId", known,
                    "Dest2PatientResourceId", known,
                    "PatientSearchFamilyName", "Testscript-Known",
                    "PatientSearchGivenName", "Nobody"))
            .run();

    assertThat(checked).hasSize(assertions);
    assertThat(checked)
        .filteredOn(one -> one.failure() != null)
        .as("also what is only to be warned of")
        .allMatch(one -> one.where().equals(CAPITALS));
    assertThat(checked)
        .filteredOn(one -> one.where().equals(CAPITALS))
        .allMatch(one -> String.valueOf(one.failure()).startsWith("'404'"));
  }
}
