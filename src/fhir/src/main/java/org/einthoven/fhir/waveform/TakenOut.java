package org.einthoven.fhir.waveform;

import java.util.Map;
import org.einthoven.ecg.format.ReadResult;

/** What came of taking the waveforms out of a body. */
public sealed interface TakenOut {

  /**
   * The body without its waveforms.
   *
   * @param body UTF-8 without byte order mark; XML without XML declaration; everything but the
   *     waveform texts stands as it was sent
   * @param waveforms the texts by their SHA-256, in order of the body
   */
  record Slim(byte[] body, Map<String, String> waveforms) implements TakenOut {

    /** Finds the texts that were taken out. */
    public WaveformLookup lookup() {
      return WaveformLookup.of(waveforms);
    }

    @Override
    public String toString() {
      return "Slim[" + body.length + " bytes, " + waveforms.size() + " waveforms]";
    }
  }

  /** The body was refused. */
  record Refused(ReadResult.Refused refusal) implements TakenOut {}
}
