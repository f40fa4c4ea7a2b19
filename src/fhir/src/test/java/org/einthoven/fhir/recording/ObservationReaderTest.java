package org.einthoven.fhir.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.fhir.recording.EcgJson.component;
import static org.einthoven.fhir.recording.EcgJson.concept;
import static org.einthoven.fhir.recording.EcgJson.lead;
import static org.einthoven.fhir.recording.EcgJson.microvolts;
import static org.einthoven.fhir.recording.EcgJson.observation;
import static org.einthoven.fhir.recording.EcgJson.signal;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.data.Offset;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationReaderTest {

  private static Recording found(String json) {
    EcgInput input = EcgJson.read(json);
    assertThat(input).isInstanceOf(EcgInput.Found.class);
    return ((EcgInput.Found) input).recording();
  }

  private static ReadResult.Refused refused(String json) {
    EcgInput input = EcgJson.read(json);
    assertThat(input).isInstanceOf(EcgInput.Refused.class);
    return ((EcgInput.Refused) input).refusal();
  }

  private static float[] microvoltsOf(Recording recording, Lead lead) {
    return recording.signal(lead).orElseThrow().microvolts();
  }

  @Test
  void a_value_is_data_times_factor_plus_origin() {
    String signal =
        "{\"origin\":{\"value\":-3.3,\"code\":\"mV\"},\"period\":1.953125,\"factor\":0.0016,"
            + "\"lowerLimit\":0,\"upperLimit\":4000,\"dimensions\":1,\"data\":\"2041 -1 0.5\"}";
    Recording recording =
        found(observation(component(concept(EcgJson.MDC, "131329", null), signal)));
    assertThat(recording.samplesPerSecond()).isEqualTo(512);
    assertThat(microvoltsOf(recording, Lead.I))
        .containsExactly(
            (float) ((2041 * 0.0016 - 3.3) * 1000),
            (float) ((-1 * 0.0016 - 3.3) * 1000),
            (float) ((0.5 * 0.0016 - 3.3) * 1000));
  }

  @ParameterizedTest
  @CsvSource({
    "uV, 1",
    "\u00B5V, 1",
    "\u03BCV, 1",
    "microvolt, 1",
    "mV, 1000",
    "millivolt, 1000",
    "V, 1e6",
    "nV, 0.001"
  })
  void units_are_read_from_code_or_words(String unit, float microvolts) {
    for (String field : List.of("code", "unit")) {
      String origin = "{\"value\":0,\"" + field + "\":\"" + unit + "\"}";
      Recording recording =
          found(
              observation(component(concept(EcgJson.MDC, "131329", null), signal(origin, "1 2"))));
      assertThat(microvoltsOf(recording, Lead.I)[0])
          .isCloseTo(microvolts, Offset.offset(microvolts * 1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\":2048}",
        "{\"value\":0,\"system\":\"http://unitsofmeasure.org\",\"code\":\"1\"}",
        "{\"value\":0,\"system\":\"http://unitsofmeasure.org\",\"code\":\"{counts}\"}"
      })
  void an_ecg_without_a_unit_is_not_analysable_but_not_refused(String origin) {
    EcgInput input =
        EcgJson.read(
            observation(component(concept(EcgJson.MDC, "131329", null), signal(origin, "1 2"))));
    assertThat(input).isInstanceOf(EcgInput.NotAnalysable.class);
    assertThat(((EcgInput.NotAnalysable) input).place())
        .isEqualTo("Observation.component[0].valueSampledData.origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mmHg", "MV", "mv", "%"})
  void a_unit_that_is_no_known_voltage_is_refused(String unit) {
    String origin = "{\"value\":0,\"code\":\"" + unit + "\"}";
    assertThat(
            refused(
                    observation(
                        component(concept(EcgJson.MDC, "131329", null), signal(origin, "1"))))
                .place())
        .isEqualTo("Observation.component[0].valueSampledData.origin");
  }

  @Test
  void unit_and_code_that_contradict_each_other_are_refused() {
    String origin = "{\"value\":0,\"unit\":\"mV\",\"code\":\"uV\"}";
    assertThat(
            refused(
                    observation(
                        component(concept(EcgJson.MDC, "131329", null), signal(origin, "1"))))
                .problem())
        .contains("different voltages");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "Infinity", "1,5", "0x10", "1d", "--1", "1-", ".", "-", "1e", "e1"})
  void a_word_that_is_no_number_is_refused_with_its_index(String word) {
    ReadResult.Refused refused = refused(observation(lead(131329, "1 2 " + word + " 4")));
    assertThat(refused.place()).isEqualTo("Observation.component[0].valueSampledData.data");
    assertThat(refused.problem()).contains("value 3").doesNotContain(word + " 4");
  }

  @Test
  void a_value_beyond_any_voltage_is_refused() {
    assertThat(refused(observation(lead(131329, "1e99"))).problem()).contains("value 1");
  }

  @Test
  void E_L_and_U_are_missing_values() {
    Recording recording = found(observation(lead(131329, "1 E L U 5")));
    assertThat(microvoltsOf(recording, Lead.I))
        .containsExactly(1, Float.NaN, Float.NaN, Float.NaN, 5);
    assertThat(recording.source().notes()).anyMatch(note -> note.contains("3 values"));
  }

  @Test
  void any_unicode_white_space_separates_values() {
    Recording recording = found(observation(lead(131329, "1\u00A02\u20033\\n\\t4  5")));
    assertThat(microvoltsOf(recording, Lead.I)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void leads_of_unequal_length_are_refused() {
    ReadResult.Refused refused = refused(observation(lead(131329, "1 2 3"), lead(131330, "1 2")));
    assertThat(refused.place()).isEqualTo("Observation.component[1].valueSampledData.data");
    assertThat(refused.problem()).contains("2 samples").contains("3");
  }

  @Test
  void leads_of_different_periods_are_refused() {
    ReadResult.Refused refused =
        refused(
            observation(
                lead(131329, "1"), lead(131330, "1").replace("\"period\":2", "\"period\":4")));
    assertThat(refused.place()).isEqualTo("Observation.component[1].valueSampledData.period");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"period\":2', '\"period\":0', period",
    "'\"period\":2', '\"period\":-2', period",
    "'\"period\":2,', '', period",
    "'\"dimensions\":1', '\"dimensions\":3', dimensions",
    "'\"dimensions\":1,', '', dimensions",
    "'\"value\":0,', '', origin"
  })
  void what_a_signal_must_have_is_asked_for(String part, String instead, String place) {
    assertThat(refused(observation(lead(131329, "1 2")).replace(part, instead)).place())
        .isEqualTo("Observation.component[0].valueSampledData." + place);
  }

  @Test
  void too_many_samples_are_refused() {
    FhirResource observation =
        FhirResource.parse(
            observation(lead(131329, "1 2 3"), lead(131330, "1 2 3"))
                .getBytes(StandardCharsets.UTF_8));
    EcgInput input =
        new ObservationReader(5).read(observation, WaveformLookup.of(java.util.Map.of()));
    assertThat(((EcgInput.Refused) input).refusal().reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void an_ecg_of_missing_values_only_is_not_analysable() {
    assertThat(EcgJson.read(observation(lead(131329, "E E E"))))
        .isInstanceOf(EcgInput.NotAnalysable.class);
    assertThat(EcgJson.read(observation(lead(131329, " "))))
        .isInstanceOf(EcgInput.NotAnalysable.class);
  }

  @Test
  void a_component_that_is_no_voltage_is_left_out_with_a_note() {
    String pleth =
        component(
            concept(EcgJson.MDC, "150452", "MDC_PULS_OXIM_PLETH"),
            signal("{\"value\":0,\"code\":\"%\"}", "1 2"));
    Recording recording = found(observation(lead(131329, "1 2"), pleth));
    assertThat(recording.leads()).hasSize(1);
    assertThat(recording.source().notes()).anyMatch(note -> note.contains("no voltage"));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"status\":\"final\"', '\"status\":\"entered-in-error\"', Observation.status",
    "'\"status\"', '\"modifierExtension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}],\"status\"',"
        + " Observation.modifierExtension",
    "'\"component\":[{', '\"component\":[{\"modifierExtension\":[{\"url\":\"urn:x\"}],',"
        + " Observation.component[0].modifierExtension"
  })
  void a_withdrawn_or_modified_ecg_is_not_judged(String part, String instead, String place) {
    EcgInput input = EcgJson.read(observation(lead(131329, "1 2")).replace(part, instead));
    assertThat(input).isInstanceOf(EcgInput.NotAnalysable.class);
    assertThat(((EcgInput.NotAnalysable) input).place()).isEqualTo(place);
  }

  @Test
  void a_heart_rate_is_not_an_ecg() {
    String json =
        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":"
            + concept("http://loinc.org", "8867-4", "Heart rate")
            + ",\"valueQuantity\":{\"value\":60}}";
    assertThat(EcgJson.read(json)).isInstanceOf(EcgInput.NotAnEcg.class);
  }

  @Test
  void who_when_by_what_and_for_which_order_are_carried_through() {
    String json =
        observation(lead(131329, "1 2"))
            .replace(
                "\"status\"",
                "\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\",\"identifier\":[{\"system\":"
                    + "\"urn:oid:1.2.3\",\"value\":\"77\"}],\"name\":[{\"family\":\"Roe\",\"given\":"
                    + "[\"Ann\"]}],\"birthDate\":\"1950-02\",\"gender\":\"female\"},"
                    + "{\"resourceType\":\"Device\",\"id\":\"d\",\"manufacturer\":\"M\",\"modelNumber\":\"X1\"}],"
                    + "\"identifier\":[{\"system\":\"urn:x\",\"value\":\"doc\"}],"
                    + "\"basedOn\":[{\"identifier\":{\"system\":\"urn:acc\",\"value\":\"A-1\"}}],"
                    + "\"subject\":{\"reference\":\"#p\"},\"device\":{\"reference\":\"#d\"},"
                    + "\"effectiveDateTime\":\"2015-02-19T09:30:35.250+01:00\",\"status\"");
    Recording recording = found(json);
    assertThat(recording.patient().familyName()).isEqualTo("Roe");
    assertThat(recording.patient().birthDate()).isEqualTo("1950-02");
    assertThat(recording.patient().identifiers().get(0).value()).isEqualTo("77");
    assertThat(recording.device().model()).isEqualTo("X1");
    assertThat(recording.source().documentId().value()).isEqualTo("doc");
    assertThat(recording.source().orderIds().get(0).value()).isEqualTo("A-1");
    assertThat(recording.acquired().local())
        .isEqualTo(LocalDateTime.of(2015, 2, 19, 9, 30, 35, 250_000_000));
    assertThat(recording.acquired().offset()).isEqualTo(ZoneOffset.ofHours(1));
    assertThat(recording.acquired().precision()).isEqualTo(ChronoUnit.MILLIS);
  }

  @Test
  void a_date_alone_stays_a_date() {
    Recording recording =
        found(
            observation(lead(131329, "1 2"))
                .replace("\"status\"", "\"effectiveDateTime\":\"2019-07-02\",\"status\""));
    assertThat(recording.acquired().precision()).isEqualTo(ChronoUnit.DAYS);
    assertThat(recording.acquired().offset()).isNull();
  }

  @Test
  void numbers_are_read_as_java_reads_them() {
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 20_000; i++) {
      String number =
          java.math.BigDecimal.valueOf(random.nextLong(), random.nextInt(25))
              .setScale(random.nextInt(25), java.math.RoundingMode.HALF_UP)
              .toPlainString();
      float[] read =
          SampleText.decode(number, new SampleText.Scale(1, 0, 1), 1, "here").microvolts();
      assertThat(read[0]).as(number).isEqualTo((float) Double.parseDouble(number));
    }
  }
}
