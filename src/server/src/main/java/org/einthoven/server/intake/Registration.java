package org.einthoven.server.intake;

import java.util.Optional;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.ResourceId;

/** What came of submitting an ECG. */
public sealed interface Registration {

  /** The recording's id. */
  UUID recordingId();

  /** The Observation or DocumentReference that stands for it. */
  ResourceId source();

  /** The Task of its analysis. */
  ResourceId task();

  /**
   * It was accepted.
   *
   * @param written the source as it was written
   * @param created whether there was no such source before
   * @param lease the job where the caller asked to analyse at once, else empty
   */
  record New(
      UUID recordingId,
      ResourceId source,
      ResourceId task,
      FhirResource written,
      boolean created,
      Optional<JobLease> lease)
      implements Registration {}

  /**
   * The same ECG is there already; nothing was added but the note that it came again.
   *
   * @param report its report, if it is made
   */
  record Repeat(UUID recordingId, ResourceId source, ResourceId task, Optional<ResourceId> report)
      implements Registration {}
}
