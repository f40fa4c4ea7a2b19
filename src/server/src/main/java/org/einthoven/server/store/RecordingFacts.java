package org.einthoven.server.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a kept recording besides its signal.
 *
 * @param id its id
 * @param receivedAt when it was accepted
 * @param sender who sent it
 * @param payloadSha256 the bytes it was read from
 * @param payloadPlace where in those bytes, empty for the whole
 * @param source the Observation or DocumentReference that stands for it
 * @param task the Task of its analysis
 * @param report the DiagnosticReport, once it is made
 */
public record RecordingFacts(
    UUID id,
    Instant receivedAt,
    String sender,
    String payloadSha256,
    String payloadPlace,
    ResourceId source,
    ResourceId task,
    Optional<ResourceId> report) {

  @Override
  public String toString() {
    return "RecordingFacts[" + id + "]";
  }
}
