package org.einthoven.server.api;

import java.util.Map;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.ParsedFhir;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.einthoven.fhir.waveform.XmlWaveforms;

/**
 * A body that is FHIR, read.
 *
 * @param slim without its waveforms; the array is not copied
 * @param mediaType of the slim body
 * @param waveforms the texts that were taken out, by SHA-256
 * @param resource what it holds
 */
record FhirBody(
    byte[] slim, String mediaType, Map<String, String> waveforms, FhirResource resource) {

  /**
   * Reads a body.
   *
   * @param type its bare content type
   * @throws RefusedRequestException where it is no FHIR, broken or unsafe
   */
  static FhirBody read(byte[] bytes, String type) throws RefusedRequestException {
    boolean json = MediaTypes.isJson(type);
    if (!json && !MediaTypes.isXml(type)) {
      throw new RefusedRequestException(
          new ReadResult.Refused(
              Reason.UNSUPPORTED,
              "the content type is not FHIR",
              "http.Content-Type",
              "send application/fhir+json or application/fhir+xml; ECG files go to /ecg or"
                  + " /fhir/Binary"));
    }
    TakenOut taken = json ? JsonWaveforms.takeOut(bytes) : XmlWaveforms.takeOut(bytes);
    if (taken instanceof TakenOut.Refused refused) {
      throw new RefusedRequestException(refused.refusal());
    }
    TakenOut.Slim slim = (TakenOut.Slim) taken;
    ParsedFhir parsed = json ? FhirText.readJson(slim.body()) : FhirText.readXml(slim.body());
    if (parsed instanceof ParsedFhir.Refused refused) {
      throw new RefusedRequestException(400, refused.refusal());
    }
    return new FhirBody(
        slim.body(),
        json ? MediaTypes.FHIR_JSON : MediaTypes.FHIR_XML,
        slim.waveforms(),
        ((ParsedFhir.Parsed) parsed).resource());
  }

  @Override
  public String toString() {
    return "FhirBody[" + slim.length + " bytes, " + waveforms.size() + " waveforms]";
  }
}
