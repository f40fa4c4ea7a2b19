package org.einthoven.fhir.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Waveforms go round the FHIR parser, from either form to either form. */
class WaveformsThroughTheParserTest {

  private static final String DATA = "1\u00A02 -3.5\tE \u2003".repeat(50);

  private static final String JSON =
      "{\"resourceType\":\"Observation\",\"component\":[{\"valueSampledData\":{\"origin\":{\"value\":0.00},"
          + "\"period\":2.000,\"dimensions\":1,\"data\":\""
          + DATA.replace("\t", "\\t")
          + "\"}}]}";

  private static Resource parsed(ParsedFhir parsed) {
    return ((ParsedFhir.Parsed) parsed).resource().resource();
  }

  private static String data(Resource resource) {
    return ((Observation) resource).getComponent().get(0).getValueSampledData().getData();
  }

  @Test
  void json_in_and_out_as_json_and_xml() {
    TakenOut.Slim slim =
        (TakenOut.Slim) JsonWaveforms.takeOut(JSON.getBytes(StandardCharsets.UTF_8));
    Resource resource = parsed(FhirText.readJson(slim.body()));
    assertThat(data(resource)).startsWith(Placeholder.PREFIX);

    byte[] json =
        FhirText.jsonParser()
            .setPrettyPrint(true)
            .encodeResourceToString(resource)
            .getBytes(StandardCharsets.UTF_8);
    byte[] wholeJson = WaveformOutputStream.putBack(json, TextForm.JSON, slim.lookup());
    assertThat(data(parsed(FhirText.readJson(wholeJson)))).isEqualTo(DATA);
    assertThat(new String(wholeJson, StandardCharsets.UTF_8)).contains("2.000").contains("0.00");

    byte[] xml =
        FhirText.xmlParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    byte[] wholeXml = WaveformOutputStream.putBack(xml, TextForm.XML, slim.lookup());
    assertThat(data(parsed(FhirText.readXml(wholeXml)))).isEqualTo(DATA);

    TakenOut.Slim again = (TakenOut.Slim) XmlWaveforms.takeOut(wholeXml);
    assertThat(again.waveforms()).isEqualTo(slim.waveforms());
  }
}
