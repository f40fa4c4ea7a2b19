package org.einthoven.fhir.recording;

import java.nio.charset.StandardCharsets;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;

/** ECG Observations as JSON text, made to be broken in one place. */
final class EcgJson {

  static final String MDC = "urn:iso:std:iso:11073:10101";

  private EcgJson() {}

  static String coding(String system, String code, String display) {
    return "{\"system\":\""
        + system
        + "\",\"code\":\""
        + code
        + "\""
        + (display == null ? "" : ",\"display\":\"" + display + "\"")
        + "}";
  }

  static String concept(String system, String code, String display) {
    return "{\"coding\":[" + coding(system, code, display) + "]}";
  }

  static String signal(String origin, String data) {
    return "{\"origin\":" + origin + ",\"period\":2,\"dimensions\":1,\"data\":\"" + data + "\"}";
  }

  static String microvolts(String data) {
    return signal("{\"value\":0,\"system\":\"http://unitsofmeasure.org\",\"code\":\"uV\"}", data);
  }

  static String component(String concept, String signal) {
    return "{\"code\":" + concept + ",\"valueSampledData\":" + signal + "}";
  }

  static String lead(int mdcCode, String data) {
    return component(concept(MDC, Integer.toString(mdcCode), null), microvolts(data));
  }

  static String observation(String... components) {
    return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":"
        + concept("http://loinc.org", "11524-6", "EKG study")
        + ",\"component\":["
        + String.join(",", components)
        + "]}";
  }

  static EcgInput read(String json) {
    TakenOut.Slim slim =
        (TakenOut.Slim) JsonWaveforms.takeOut(json.getBytes(StandardCharsets.UTF_8));
    return new ObservationReader().read(FhirResource.parse(slim.body()), slim.lookup());
  }
}
