package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.EcgDocument;
import org.einthoven.fhir.recording.EcgDocuments;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingParts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;

/** Which recording a stored resource stands for, is a part of, or holds as a file. */
@Singleton
public class StoredEcgs {

  private final RecordingStore recordings;
  private final RecordingParts parts;

  /** Over the recordings that are kept. */
  public StoredEcgs(RecordingStore recordings, RecordingParts parts) {
    this.recordings = recordings;
    this.parts = parts;
  }

  /** The newest recording; empty where the resource has none. */
  Optional<RecordingFacts> recording(FhirResource stored) {
    ResourceId id = new ResourceId(stored.type(), stored.id());
    return recordings
        .ofSource(id)
        .or(() -> parts.recordingIn(id).flatMap(recordings::facts))
        .or(() -> behind(stored));
  }

  /** Of the Binary that a DocumentReference names, where it was stored before its file. */
  private Optional<RecordingFacts> behind(FhirResource stored) {
    return EcgDocuments.of(stored) instanceof EcgDocument.Elsewhere elsewhere
            && elsewhere.url().matches("Binary/[A-Za-z0-9.-]{1,64}")
        ? parts.recordingIn(ResourceId.of(elsewhere.url())).flatMap(recordings::facts)
        : Optional.empty();
  }
}
