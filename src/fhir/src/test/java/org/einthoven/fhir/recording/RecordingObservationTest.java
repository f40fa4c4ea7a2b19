package org.einthoven.fhir.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.R4Validation;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingObservationTest {

  private static Recording recording(List<LeadSignal> leads, double rate) {
    return new Recording(
        leads,
        rate,
        new AcquisitionTime(
            LocalDateTime.of(2026, 1, 2, 3, 4, 5), ZoneOffset.ofHours(-5), ChronoUnit.SECONDS),
        new PatientAsSent(
            List.of(
                new SentIdentifier("urn:oid:2.16.840.1.113883.3.1", "77"),
                new SentIdentifier("urn:oid:2.16.840.1.113883.3.2", "78")),
            "Roe",
            "Ann",
            "1950-02-03",
            "female"),
        new DeviceAsSent("Maker", "Model", "S1", "2.0"),
        new Source(
            "test",
            new SentIdentifier("urn:oid:2.16.840.1.113883.3.3", "doc"),
            List.of(new SentIdentifier("urn:acc", "A-1")),
            List.of()));
  }

  private static Recording back(Recording recording) {
    FhirResource written = RecordingObservation.of(recording);
    EcgInput input =
        new ObservationReader()
            .read(FhirResource.parse(written.json()), WaveformLookup.of(Map.of()));
    assertThat(input).isInstanceOf(EcgInput.Found.class);
    return ((EcgInput.Found) input).recording();
  }

  @Test
  void every_float_comes_back_exactly() {
    Random random = new Random(11073);
    float[] samples = new float[50_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          switch (i % 5) {
            case 0 -> random.nextInt(20_000) - 10_000;
            case 1 -> (random.nextInt(20_000) - 10_000) * 4.88f;
            case 2 -> (float) (random.nextGaussian() * 1000);
            case 3 -> (float) (random.nextGaussian() * 1e-6);
            default -> random.nextInt(50) == 0 ? Float.NaN : random.nextFloat();
          };
    }
    Recording read = back(recording(List.of(new LeadSignal(Lead.II, samples)), 500));
    assertThat(read.leads().get(0).microvolts()).containsExactly(samples);
  }

  @ParameterizedTest
  @EnumSource(Lead.class)
  void every_lead_comes_back(Lead lead) {
    Recording read = back(recording(List.of(new LeadSignal(lead, new float[] {1, 2})), 250));
    assertThat(read.leads().get(0).lead()).isEqualTo(lead);
  }

  @ParameterizedTest
  @ValueSource(doubles = {500, 512, 360, 1000, 250, 128, 997.5, 1.0 / 3})
  void the_rate_comes_back(double rate) {
    Recording read = back(recording(List.of(new LeadSignal(Lead.I, new float[] {1, 2})), rate));
    assertThat(read.samplesPerSecond()).isEqualTo(rate);
  }

  @Test
  void who_when_and_by_what_come_back() {
    Recording sent = recording(List.of(new LeadSignal(Lead.I, new float[] {1, 2})), 500);
    Recording read = back(sent);
    assertThat(read.acquired()).isEqualTo(sent.acquired());
    assertThat(read.patient()).isEqualTo(sent.patient());
    assertThat(read.device()).isEqualTo(sent.device());
    assertThat(read.source().documentId()).isEqualTo(sent.source().documentId());
    assertThat(read.source().orderIds()).isEqualTo(sent.source().orderIds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"YEARS", "MONTHS", "DAYS", "SECONDS", "MILLIS", "MICROS", "NANOS"})
  void a_time_of_unknown_offset_comes_back_at_its_precision(ChronoUnit precision) {
    LocalDateTime local =
        switch (precision) {
          case YEARS -> LocalDateTime.of(2026, 1, 1, 0, 0);
          case MONTHS -> LocalDateTime.of(2026, 7, 1, 0, 0);
          case DAYS -> LocalDateTime.of(2026, 7, 9, 0, 0);
          default -> LocalDateTime.of(2026, 7, 9, 23, 5, 6, 123_456_789).truncatedTo(precision);
        };
    AcquisitionTime time = new AcquisitionTime(local, null, precision);
    Recording sent =
        new Recording(
            List.of(new LeadSignal(Lead.I, new float[] {1})),
            500,
            time,
            null,
            null,
            Source.of("test"));
    assertThat(back(sent).acquired()).isEqualTo(time);
    FhirResource written = RecordingObservation.of(sent);
    assertThat(R4Validation.errors(written)).isEmpty();
  }

  @Test
  void a_twelve_lead_recording_is_valid_by_our_profile() {
    List<LeadSignal> leads = new ArrayList<>();
    for (Lead lead : List.of(Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.V1, Lead.X)) {
      leads.add(new LeadSignal(lead, new float[] {1, 2.5f, Float.NaN}));
    }
    FhirResource written = RecordingObservation.of(recording(leads, 500));
    written.resource().setId("ecg");
    assertThat(R4Validation.errors(written)).isEmpty();
    Observation observation = (Observation) written.resource();
    assertThat(observation.getComponent().get(2).getCode().getCodingFirstRep().getCode())
        .isEqualTo("131389");
    assertThat(observation.getComponent().get(0).getValueSampledData().getData())
        .isEqualTo("1 2.5 E");
  }
}
