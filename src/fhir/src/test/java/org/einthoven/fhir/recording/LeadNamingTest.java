package org.einthoven.fhir.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.fhir.recording.EcgJson.component;
import static org.einthoven.fhir.recording.EcgJson.concept;
import static org.einthoven.fhir.recording.EcgJson.lead;
import static org.einthoven.fhir.recording.EcgJson.microvolts;
import static org.einthoven.fhir.recording.EcgJson.observation;
import static org.einthoven.fhir.recording.EcgJson.signal;

import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lead a signal is of. */
class LeadNamingTest {

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

  @ParameterizedTest
  @CsvSource({
    "urn:iso:std:iso:11073:10101, 131389, III",
    "urn:iso:std:iso:11073:10101, 131133, III",
    "urn:iso:std:iso:11073:10101, MDC_ECG_LEAD_aVR, AVR",
    "urn:oid:2.16.840.1.113883.6.24, 131331, V1",
    "urn:oid:2.16.840.1.113883.6.24, 131135, AVL",
    "urn:oid:2.16.840.1.113883.6.24, MDC_ECG_ELEC_POTL_V6, V6",
    "http://snomed.info/sct, 257472005, AVF",
    "http://snomed.info/sct, 272729005, I",
    "http://loinc.org, LP7394-2, V6",
    "http://loinc.org, LP7383-5, AVF",
    "http://example.org/scpecg, 5.6.3-9-62, AVR",
    "http://example.org/scpecg, 5.6.3-9-3, V1",
    "urn:iso:std:iso:11073:10101, 131328, UNSPECIFIED"
  })
  void leads_of_every_code_family_are_read(String system, String code, Lead lead) {
    Recording recording =
        found(observation(component(concept(system, code, null), microvolts("1 2 3"))));
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsExactly(lead);
    assertThat(recording.samplesPerSecond()).isEqualTo(500);
  }

  @Test
  void repeated_components_of_one_lead_are_segments_in_their_order() {
    Recording recording =
        found(observation(lead(131329, "1 2"), lead(131330, "5 6 7 8"), lead(131329, "3 4")));
    assertThat(microvoltsOf(recording, Lead.I)).containsExactly(1, 2, 3, 4);
    assertThat(microvoltsOf(recording, Lead.II)).containsExactly(5, 6, 7, 8);
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsExactly(Lead.I, Lead.II);
  }

  @Test
  void a_watch_recording_is_one_lead_in_batches_beside_its_other_components() {
    String healthKit = "http://developer.apple.com/documentation/healthkit";
    String batch =
        component(
            concept("urn:oid:2.16.840.1.113883.6.24", "131329", "MDC_ECG_ELEC_POTL_I"),
            signal(
                    "{\"value\":0,\"unit\":\"uV\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"uV\"}",
                    "-11.5 2.25 3")
                .replace("\"period\":2", "\"period\":1.953125"));
    String frequency =
        "{\"code\":"
            + concept(healthKit, "HKElectrocardiogram.SamplingFrequency", "Sampling Frequency")
            + ",\"valueQuantity\":{\"value\":512,\"unit\":\"hertz\",\"code\":\"hertz\"}}";
    Recording recording =
        found(
            observation(frequency, batch, batch, batch)
                .replace(
                    concept("http://loinc.org", "11524-6", "EKG study"),
                    concept(healthKit, "HKElectrocardiogram", "Electrocardiogram")));
    assertThat(recording.samplesPerSecond()).isEqualTo(512);
    assertThat(recording.leads()).hasSize(1);
    assertThat(microvoltsOf(recording, Lead.I))
        .containsExactly(-11.5f, 2.25f, 3, -11.5f, 2.25f, 3, -11.5f, 2.25f, 3);
  }

  @Test
  void one_code_under_conflicting_displays_is_refused() {
    String json =
        observation(
            component(concept(EcgJson.MDC, "131331", "MDC_ECG_ELEC_POTL_V1"), microvolts("1")),
            component(concept(EcgJson.MDC, "131331", "MDC_ECG_ELEC_POTL_III"), microvolts("1")));
    ReadResult.Refused refused = refused(json);
    assertThat(refused.reason()).isEqualTo(Reason.INVALID);
    assertThat(refused.place()).isEqualTo("Observation.component[1].code");
    assertThat(refused.problem()).contains("V1").contains("III");
  }

  @Test
  void one_code_under_two_names_that_are_no_leads_is_refused() {
    String json =
        observation(
            component(concept(EcgJson.MDC, "131329", "Channel A"), microvolts("1")),
            component(concept(EcgJson.MDC, "131329", "Channel B"), microvolts("1")));
    assertThat(refused(json).place()).isEqualTo("Observation.component[1].valueSampledData");
  }

  @Test
  void two_codings_that_name_different_leads_are_refused() {
    String codings =
        "{\"coding\":["
            + EcgJson.coding(EcgJson.MDC, "131329", null)
            + ","
            + EcgJson.coding("http://snomed.info/sct", "272730000", null)
            + "]}";
    assertThat(refused(observation(component(codings, microvolts("1")))).problem())
        .contains("different leads");
  }

  @Test
  void a_text_that_names_another_lead_than_the_code_is_refused() {
    String concept =
        "{\"coding\":[" + EcgJson.coding(EcgJson.MDC, "131329", null) + "],\"text\":\"Lead V1\"}";
    assertThat(refused(observation(component(concept, microvolts("1")))).place())
        .isEqualTo("Observation.component[0].code");
  }

  @Test
  void a_generic_code_takes_its_lead_from_an_exact_text() {
    String concept =
        "{\"coding\":[" + EcgJson.coding(EcgJson.MDC, "131328", null) + "],\"text\":\"Lead aVF\"}";
    Recording recording = found(observation(component(concept, microvolts("1"))));
    assertThat(recording.leads().get(0).lead()).isEqualTo(Lead.AVF);
    assertThat(recording.source().notes()).anyMatch(note -> note.contains("words alone"));
  }

  @Test
  void several_signals_of_unsaid_lead_are_refused() {
    assertThat(refused(observation(lead(131328, "1"), lead(131328, "2"))).remedy())
        .isEqualTo(LeadCodes.FAMILIES);
  }

  @ParameterizedTest
  @CsvSource({
    "urn:iso:std:iso:11073:10101, 131500",
    "urn:iso:std:iso:11073:10101, MDC_ECG_LEAD_NONSENSE",
    "http://loinc.org, LP7386-6",
    "http://example.org/leads, L99"
  })
  void an_unknown_lead_code_is_refused_with_the_families(String system, String code) {
    ReadResult.Refused refused =
        refused(
            observation(
                component(concept(system, code, "Lead II"), microvolts("1"))
                    .replace(
                        system.contains("example") ? ",\"display\":\"Lead II\"" : "\u0000", "")));
    assertThat(refused.place()).isEqualTo("Observation.component[0].code");
    assertThat(refused.remedy()).contains("131329").contains("272729005").contains("LP7386-8");
  }
}
