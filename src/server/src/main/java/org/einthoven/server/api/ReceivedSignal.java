package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.EcgDocument;
import org.einthoven.fhir.recording.EcgDocuments;
import org.einthoven.fhir.recording.EcgInput;
import org.einthoven.fhir.recording.LeadGroups;
import org.einthoven.fhir.recording.ObservationReader;
import org.einthoven.fhir.recording.Placed;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.einthoven.server.store.PayloadStore;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;

/** Reads the recording out of the exact bytes that were received, once more. */
@Singleton
public class ReceivedSignal {

  private final FileDeposits files;
  private final ObservationReader reader = new ObservationReader();

  /** With the readers that take requests. */
  public ReceivedSignal(FileDeposits files) {
    this.files = files;
  }

  /**
   * The recording at a place of a body.
   *
   * @param place as it was noted when it came, empty for the whole
   * @return empty where bytes of this kind are not read again: FHIR in XML, and a Bundle whose ECG
   *     lies in a Binary of its own
   */
  Optional<Recording> of(PayloadStore.Payload payload, String place) {
    if (!isJson(payload.bytes())) {
      return payload.mediaType().contains("fhir") ? Optional.empty() : file(payload.bytes());
    }
    if (!(JsonWaveforms.takeOut(payload.bytes()) instanceof TakenOut.Slim slim)) {
      return Optional.empty();
    }
    FhirResource sent = FhirResource.parse(slim.body());
    List<Placed> all = new ArrayList<>();
    if (sent.resource() instanceof Bundle bundle) {
      for (int i = 0; i < bundle.getEntry().size(); i++) {
        if (bundle.getEntry().get(i).getResource() != null) {
          all.add(
              new Placed(
                  FhirResource.of(bundle.getEntry().get(i).getResource()),
                  "Bundle.entry[" + i + "].resource"));
        }
      }
    } else {
      all.add(new Placed(sent, sent.type()));
    }
    Optional<Placed> at =
        all.stream().filter(placed -> all.size() == 1 || placed.place().equals(place)).findFirst();
    if (at.isEmpty()) {
      return Optional.empty();
    }
    if (!(at.get().resource().resource() instanceof Observation)) {
      return EcgDocuments.of(at.get().resource()) instanceof EcgDocument.Content content
          ? file(content.content())
          : Optional.empty();
    }
    List<Placed> observations =
        all.stream().filter(it -> it.resource().resource() instanceof Observation).toList();
    return LeadGroups.of(observations).stream()
        .filter(group -> group.get(0).resource() == at.get().resource())
        .map(group -> reader.read(group, slim.lookup()))
        .filter(EcgInput.Found.class::isInstance)
        .map(found -> ((EcgInput.Found) found).recording())
        .findFirst();
  }

  private Optional<Recording> file(byte[] content) {
    return files.read(content) instanceof ReadResult.Read read
        ? Optional.of(read.recording())
        : Optional.empty();
  }

  private static boolean isJson(byte[] bytes) {
    int start = Math.min(bytes.length, 100);
    return new String(bytes, 0, start, StandardCharsets.UTF_8).stripLeading().startsWith("{");
  }
}
