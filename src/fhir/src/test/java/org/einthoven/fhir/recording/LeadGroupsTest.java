package org.einthoven.fhir.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.junit.jupiter.api.Test;

class LeadGroupsTest {

  private static String single(int mdcCode, String subject, String effective) {
    return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":"
        + EcgJson.concept(EcgJson.MDC, Integer.toString(mdcCode), null)
        + ",\"subject\":{\"reference\":\""
        + subject
        + "\"},\"effectiveDateTime\":\""
        + effective
        + "\",\"valueSampledData\":"
        + EcgJson.microvolts("1 2 3")
        + "}";
  }

  private static List<Placed> placed(String... resources) {
    List<Placed> placed = new ArrayList<>();
    for (String resource : resources) {
      placed.add(
          new Placed(
              FhirResource.parse(resource.getBytes(StandardCharsets.UTF_8)),
              "Bundle.entry[" + placed.size() + "].resource"));
    }
    return placed;
  }

  private static EcgInput read(List<Placed> group) {
    return new ObservationReader().read(group, WaveformLookup.of(Map.of()));
  }

  @Test
  void observations_of_one_lead_each_are_grouped_by_subject_and_time() {
    String other = "2026-01-02T04:00:00Z";
    String time = "2026-01-02T03:00:00Z";
    List<List<Placed>> groups =
        LeadGroups.of(
            placed(
                single(131329, "Patient/1", time),
                single(131329, "Patient/2", time),
                "{\"resourceType\":\"Patient\"}",
                single(131330, "Patient/1", time),
                single(131331, "Patient/1", other)));
    assertThat(groups).extracting(List::size).containsExactly(2, 1, 1);
    EcgInput.Found found = (EcgInput.Found) read(groups.get(0));
    assertThat(found.recording().leads())
        .extracting(LeadSignal::lead)
        .containsExactly(Lead.I, Lead.II);
  }

  @Test
  void an_observation_with_components_stands_alone() {
    String whole = EcgJson.observation(EcgJson.lead(131329, "1"), EcgJson.lead(131330, "2"));
    assertThat(LeadGroups.of(placed(whole, whole))).hasSize(2);
  }

  @Test
  void the_same_lead_twice_at_the_same_time_is_refused_with_its_place() {
    String time = "2026-01-02T03:00:00Z";
    List<List<Placed>> groups =
        LeadGroups.of(placed(single(131329, "Patient/1", time), single(131329, "Patient/1", time)));
    EcgInput.Refused refused = (EcgInput.Refused) read(groups.get(0));
    assertThat(refused.refusal().place()).isEqualTo("Bundle.entry[1].resource.valueSampledData");
  }
}
