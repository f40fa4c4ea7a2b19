package org.einthoven.fhir.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Published FHIR ECGs, which are not part of this repository. */
class InteropObservationsTest {

  private static final Path SAMPLES =
      Path.of(System.getProperty("einthoven.repository")).resolve("../shared/interop/fhir");

  @BeforeEach
  void samplesAreThere() {
    boolean there = Files.isDirectory(SAMPLES);
    if (!there) {
      System.err.println("SKIPPED: the published FHIR samples are not beside this repository");
    }
    Assumptions.assumeTrue(there, "the published FHIR samples are not beside this repository");
  }

  private static TakenOut.Slim slim(String file) throws IOException {
    return (TakenOut.Slim) JsonWaveforms.takeOut(Files.readAllBytes(SAMPLES.resolve(file)));
  }

  private static EcgInput read(String file) throws IOException {
    TakenOut.Slim slim = slim(file);
    return new ObservationReader().read(FhirResource.parse(slim.body()), slim.lookup());
  }

  @Test
  void the_official_example_without_a_unit_is_not_analysable() throws IOException {
    EcgInput input = read("r4-official/Observation-ekg.json");
    assertThat(input).isInstanceOf(EcgInput.NotAnalysable.class);
    assertThat(((EcgInput.NotAnalysable) input).place())
        .isEqualTo("Observation.component[0].valueSampledData.origin");
  }

  @Test
  void the_german_example_with_SNOMED_leads_and_no_unit_is_not_analysable() throws IOException {
    assertThat(read("de-basis/Observation-Example-observation-ekg.json"))
        .isInstanceOf(EcgInput.NotAnalysable.class);
  }

  @Test
  void the_deprecated_german_example_with_wrong_LOINC_codes_is_refused() throws IOException {
    EcgInput input = read("de-basis/Observation-Example-observation-ekg-deprecated.json");
    assertThat(input).isInstanceOf(EcgInput.Refused.class);
    assertThat(((EcgInput.Refused) input).refusal().place())
        .isEqualTo("Observation.component[1].code");
  }

  @Test
  void the_personal_health_device_example_is_one_lead() throws IOException {
    EcgInput input = read("phd/rtsa-example-2.json");
    assertThat(input).isInstanceOf(EcgInput.Found.class);
    var recording = ((EcgInput.Found) input).recording();
    assertThat(recording.leads()).hasSize(1);
    assertThat(recording.leads().get(0).lead()).isEqualTo(Lead.I);
    assertThat(recording.samplesPerSecond()).isEqualTo(100);
    assertThat(recording.leads().get(0).microvolts()[0])
        .isEqualTo((float) ((2041 * 1.612 - 3300) * 1000));
    assertThat(recording.acquired().offset()).isEqualTo(ZoneOffset.ofHours(-4));
  }

  @Test
  void a_pulse_wave_and_an_interval_are_no_ecg() throws IOException {
    assertThat(read("phd/rtsa-example.json")).isInstanceOf(EcgInput.NotAnEcg.class);
    assertThat(read("mii-kardio/Observation-mii-exa-kardio-ekg-rr-interval.json"))
        .isInstanceOf(EcgInput.NotAnEcg.class);
  }

  @Test
  void a_document_elsewhere_is_told_with_its_address() throws IOException {
    EcgDocument document =
        EcgDocuments.of(
            FhirResource.parse(
                slim("mii-kardio/DocumentReference-mii-exa-kardio-ekg-referenz.json").body()));
    assertThat(document)
        .isEqualTo(
            new EcgDocument.Elsewhere(
                "https://example.com/EKGs/beispiel-ekg",
                "application/dicom",
                "DocumentReference.content[0].attachment.url"));
  }

  @Test
  void every_sample_resource_parses_strictly() throws IOException {
    try (var files = Files.walk(SAMPLES)) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".json"))
              .filter(path -> !path.toString().contains("apple"))
              .toList()) {
        TakenOut taken = JsonWaveforms.takeOut(Files.readAllBytes(file));
        assertThat(taken).as(file.toString()).isInstanceOf(TakenOut.Slim.class);
        assertThat(FhirResource.parse(((TakenOut.Slim) taken).body()).type()).isNotEmpty();
      }
    }
  }
}
