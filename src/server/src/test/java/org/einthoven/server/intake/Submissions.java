package org.einthoven.server.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.PayloadStore;
import org.hl7.fhir.r4.model.Observation;

/** Submissions as the API makes them. */
@Singleton
public class Submissions {

  @Inject PayloadStore payloads;

  /** A recording sent as an Observation by a sender; in the caller's transaction. */
  public RecordingSubmission of(Recording recording, String sender) {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.getCode().setText("ECG");
    return new RecordingSubmission(
        sender,
        payloads.keep(new byte[] {1, 2, 3}, "application/fhir+json"),
        "",
        recording,
        FhirResource.of(observation),
        "");
  }
}
