package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.file.EcgFile;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.EcgDocument;
import org.einthoven.fhir.recording.EcgDocuments;
import org.einthoven.fhir.recording.RecordingObservation;
import org.einthoven.fhir.waveform.JsonWaveforms;
import org.einthoven.fhir.waveform.TakenOut;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.intake.RecordingSubmission;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.PayloadStore;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.WaveformStore;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * ECG files: sent as they are, in a DocumentReference, or as a Binary. The recording in a file
 * becomes an Observation, which the report is about.
 */
@Singleton
public class FileDeposits {

  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final WaveformStore waveforms;
  private final PayloadStore payloads;
  private final AcquisitionCheck acquisition;
  private final RecordingDocuments documents;
  private final IdentityCheck identities;
  private final OrderReconciliation orders;
  private final EcgFile files;

  /** Into the store. */
  public FileDeposits(
      ResourceReader stored,
      ResourceWriter writer,
      WaveformStore waveforms,
      PayloadStore payloads,
      AcquisitionCheck acquisition,
      RecordingDocuments documents,
      IdentityCheck identities,
      OrderReconciliation orders,
      EinthovenSettings settings) {
    this.stored = stored;
    this.writer = writer;
    this.waveforms = waveforms;
    this.payloads = payloads;
    this.acquisition = acquisition;
    this.documents = documents;
    this.identities = identities;
    this.orders = orders;
    this.files = new EcgFile(settings.intake().maxBytes());
  }

  /** Reads a file's content. */
  ReadResult read(byte[] content) {
    try {
      return files.read(new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory do not fail", e);
    }
  }

  /**
   * Stores the recording of a file that came by itself.
   *
   * @param recording what the file holds
   * @param order identifier of its order, null where the sender gives none
   */
  Registration register(
      Recording recording, @Nullable Identifier order, Exchange exchange, Registering registering) {
    Observation observation = observation(recording);
    if (order != null) {
      observation.addBasedOn(new Reference().setType("ServiceRequest").setIdentifier(order));
    }
    return submit(
        recording,
        observation,
        order == null ? "" : order.getSystem() + "|" + order.getValue(),
        "",
        exchange,
        registering);
  }

  /**
   * Stores a DocumentReference or a Binary, and the recording in it.
   *
   * @return empty where it holds no ECG that is read here
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when it is refused
   */
  Optional<Deposited> store(Deposit deposit, Exchange exchange, Registering registering) {
    EcgDocument document = EcgDocuments.of(deposit.resource());
    boolean saysEcg = EcgDocuments.saysEcg(deposit.resource());
    EcgDocument content = document;
    Optional<ResourceId> binary = Optional.empty();
    if (document instanceof EcgDocument.Elsewhere elsewhere) {
      binary = binary(elsewhere);
      Optional<Deposited> linked =
          binary.flatMap(named -> documents.link(deposit, named, exchange));
      if (linked.isPresent()) {
        return linked;
      }
      content = binary.flatMap(stored::read).map(EcgDocuments::of).orElse(elsewhere);
    }
    if (document instanceof EcgDocument.Refused refused) {
      throw Refusing.of(placed(refused.refusal(), deposit));
    }
    if (!(content instanceof EcgDocument.Content file)) {
      return Optional.empty();
    }
    ReadResult result = read(file.content());
    if (result instanceof ReadResult.Refused refused) {
      if (refused.reason() == ReadResult.Reason.UNSUPPORTED && !saysEcg) {
        Deposited kept = write(deposit, Said.notRead(refused.problem(), refused.remedy()), null);
        return Optional.of(kept);
      }
      throw Refusing.of(placed(refused, deposit));
    }
    Recording recording = ((ReadResult.Read) result).recording();
    return Optional.of(register(deposit, binary, recording, exchange, registering));
  }

  private static Optional<ResourceId> binary(EcgDocument.Elsewhere elsewhere) {
    String[] parts = elsewhere.url().split("/", -1);
    boolean here = parts.length == 2 && parts[0].equals("Binary");
    return here ? Optional.of(new ResourceId("Binary", parts[1])) : Optional.empty();
  }

  private Deposited register(
      Deposit deposit,
      Optional<ResourceId> binary,
      Recording recording,
      Exchange exchange,
      Registering registering) {
    identities.checkFile(deposit, recording.patient());
    writer.expect(deposit.id(), deposit.expected());
    Observation observation = observation(recording);
    ResourceId documentId = deposit.id();
    String order = "";
    if (deposit.resource().resource() instanceof DocumentReference document) {
      if (document.hasSubject()) {
        observation.setSubject(document.getSubject().copy());
      }
      for (Reference related : document.getContext().getRelated()) {
        if (related.getReference() != null
            && related.getReference().startsWith("ServiceRequest/")) {
          observation.addBasedOn(related.copy());
          order = related.getReference();
        }
      }
      observation.addDerivedFrom(new Reference(documentId.reference()));
    }
    Registration registration =
        submit(recording, observation, order, deposit.place(), exchange, registering);
    FhirResource said = Said.of(registration);
    if (registration instanceof Registration.Repeat repeat) {
      Optional<FhirResource> before = documents.before(deposit, repeat.recordingId());
      if (before.isPresent()) {
        return new Deposited(before.get(), false, true, said, registration, null);
      }
    }
    documents.note(registration.recordingId(), deposit.id(), binary);
    return write(deposit, said, registration);
  }

  private Registration submit(
      Recording recording,
      Observation observation,
      String order,
      String place,
      Exchange exchange,
      Registering registering) {
    acquisition.check(recording, place.isEmpty() ? "acquisition time" : place);
    orders.link(observation, place.isEmpty() ? "Observation" : place);
    InboundBody body = exchange.body();
    return registering.register(
        new RecordingSubmission(
            exchange.sender(),
            payloads.keep(body.bytes(), body.mediaType()),
            place,
            recording,
            slim(observation),
            order));
  }

  private static Observation observation(Recording recording) {
    return (Observation) RecordingObservation.of(recording).resource();
  }

  /** Takes the waveforms out of an Observation that was made here. */
  private FhirResource slim(Observation observation) {
    TakenOut taken = JsonWaveforms.takeOut(FhirResource.of(observation).json());
    if (taken instanceof TakenOut.Slim slim) {
      waveforms.keep(slim.waveforms());
      return FhirResource.parse(slim.body());
    }
    throw new IllegalStateException("an Observation that was made here is well formed");
  }

  private Deposited write(Deposit deposit, FhirResource said, @Nullable Registration registration) {
    if (deposit.put()) {
      ResourceWriter.Written written = writer.put(deposit.resource(), deposit.expected());
      return Deposited.of(written.resource(), written.created(), said, registration);
    }
    FhirResource created = writer.create(deposit.resource(), deposit.id().id());
    return Deposited.of(created, true, said, registration);
  }

  private static ReadResult.Refused placed(ReadResult.Refused refusal, Deposit deposit) {
    boolean alone = deposit.place().equals(deposit.id().type());
    return alone
        ? refusal
        : new ReadResult.Refused(
            refusal.reason(), refusal.problem(), deposit.place(), refusal.remedy());
  }

  /** Whether a Binary is the content of a DocumentReference that is sent with it. */
  static boolean isNamed(Deposit binary, List<Deposit> all) {
    return all.stream()
        .map(deposit -> deposit.resource().resource())
        .filter(DocumentReference.class::isInstance)
        .flatMap(document -> ((DocumentReference) document).getContent().stream())
        .anyMatch(content -> binary.id().reference().equals(content.getAttachment().getUrl()));
  }
}
