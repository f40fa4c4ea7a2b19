package org.einthoven.fhir.recording;

import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.recording.Recording;

/** What FHIR content turned out to be, as far as an ECG is concerned. */
public sealed interface EcgInput {

  /** A recording that can be read by the models. */
  record Found(Recording recording) implements EcgInput {}

  /**
   * A valid ECG whose amplitude or signal is unknown: it is kept, and said to be not assessed.
   *
   * @param problem why, in a sentence without patient data
   * @param place a FHIRPath
   * @param remedy what would make it analysable
   */
  record NotAnalysable(String problem, String place, String remedy) implements EcgInput {}

  /** An ECG with a contradiction or without what a recording needs. */
  record Refused(ReadResult.Refused refusal) implements EcgInput {}

  /** Something else, such as a heart rate: nothing to read here. */
  record NotAnEcg() implements EcgInput {}
}
