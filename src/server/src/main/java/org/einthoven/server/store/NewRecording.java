package org.einthoven.server.store;

import java.util.UUID;
import org.einthoven.ecg.recording.Recording;

/**
 * A recording to be kept.
 *
 * @param id its id
 * @param repeatKey what two copies of the same ECG have in common, a SHA-256
 * @param sender who sent it
 * @param recording the recording
 * @param signal the signal of the recording
 * @param payloadSha256 the bytes it was read from
 * @param payloadPlace where in those bytes, empty for the whole
 * @param source the Observation or DocumentReference that stands for it
 * @param taskId the Task of its analysis
 */
public record NewRecording(
    UUID id,
    String repeatKey,
    String sender,
    Recording recording,
    EncodedSignal signal,
    String payloadSha256,
    String payloadPlace,
    ResourceId source,
    String taskId) {

  @Override
  public String toString() {
    return "NewRecording[" + id + "]";
  }
}
