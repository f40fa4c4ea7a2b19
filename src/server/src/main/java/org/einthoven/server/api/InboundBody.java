package org.einthoven.server.api;

import java.util.Map;
import org.einthoven.fhir.waveform.WaveformLookup;

/**
 * The body of a request.
 *
 * @param bytes exactly as received, without the content coding of the transport
 * @param mediaType as sent, empty where the request does not say
 * @param waveforms the waveform texts that were taken out before parsing, by SHA-256
 */
record InboundBody(byte[] bytes, String mediaType, Map<String, String> waveforms) {

  /** A request without a body. */
  static final InboundBody NONE = new InboundBody(new byte[0], "", Map.of());

  WaveformLookup lookup() {
    return WaveformLookup.of(waveforms);
  }

  @Override
  public String toString() {
    return "InboundBody[" + bytes.length + " bytes, " + waveforms.size() + " waveforms]";
  }
}
