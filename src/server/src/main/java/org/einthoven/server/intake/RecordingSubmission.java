package org.einthoven.server.intake;

import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;

/**
 * An ECG that was read and is to be accepted.
 *
 * @param sender who sent it
 * @param payloadSha256 the bytes it came in, already kept in this transaction
 * @param payloadPlace where in those bytes, such as {@code Bundle.entry[2].resource}; empty for the
 *     whole
 * @param recording what was read
 * @param source the Observation or DocumentReference that stands for it, not written yet; under its
 *     own id, or under a new one where it has none
 * @param order what it was ordered by, such as {@code ServiceRequest/1}; empty where that is not
 *     said
 */
public record RecordingSubmission(
    String sender,
    String payloadSha256,
    String payloadPlace,
    Recording recording,
    FhirResource source,
    String order) {

  @Override
  public String toString() {
    return "RecordingSubmission[" + source + "]";
  }
}
