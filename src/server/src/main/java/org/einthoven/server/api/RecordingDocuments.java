package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.Subjects;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingParts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** The files that recordings came in, so that one file makes one recording however it is named. */
@Singleton
public class RecordingDocuments {

  private final RecordingParts parts;
  private final RecordingStore recordings;
  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final IdentityCheck identities;

  /** Over the store. */
  public RecordingDocuments(
      RecordingParts parts,
      RecordingStore recordings,
      ResourceReader stored,
      ResourceWriter writer,
      AuditTrail audit,
      Outbox outbox,
      IdentityCheck identities) {
    this.parts = parts;
    this.recordings = recordings;
    this.stored = stored;
    this.writer = writer;
    this.audit = audit;
    this.outbox = outbox;
    this.identities = identities;
  }

  /** Notes what a recording came in: a document, and the Binary that the document names. */
  void note(UUID recording, ResourceId document, Optional<ResourceId> binary) {
    parts.add(recording, List.of(document));
    binary.ifPresent(named -> parts.add(recording, List.of(named)));
  }

  /**
   * The document of the same type that an earlier recording came in; for an update only where it
   * changes nothing.
   */
  Optional<FhirResource> before(Deposit deposit, UUID recording) {
    return parts.of(recording, deposit.id().type()).stream()
        .flatMap(part -> stored.read(part).stream())
        .filter(there -> !deposit.put() || (isAt(there, deposit.id()) && same(there, deposit)))
        .findFirst();
  }

  /**
   * Stores a DocumentReference that names a Binary whose recording is there, and links it to that.
   *
   * @return empty where no recording came in the Binary
   */
  Optional<Deposited> link(Deposit deposit, ResourceId binary, Exchange exchange) {
    return parts
        .recordingIn(binary)
        .flatMap(recordings::facts)
        .map(recording -> link(deposit, recording, exchange));
  }

  private Deposited link(Deposit deposit, RecordingFacts recording, Exchange exchange) {
    recordings
        .recording(recording.id())
        .ifPresent(kept -> identities.checkFile(deposit, kept.patient()));
    stored
        .read(recording.source())
        .filter(source -> source.resource() instanceof Observation)
        .ifPresent(source -> identities.checkLink(deposit, (Observation) source.resource()));
    writer.expect(deposit.id(), deposit.expected());
    FhirResource said = Said.linked(recording);
    Optional<FhirResource> before =
        parts.of(recording.id(), deposit.id().type()).stream()
            .flatMap(part -> stored.read(part).stream())
            .filter(there -> !deposit.put() || isAt(there, deposit.id()))
            .filter(there -> same(there, deposit))
            .findFirst();
    List<VersionId> versions = new ArrayList<>();
    Deposited answer;
    if (before.isPresent()) {
      answer = new Deposited(before.get(), false, true, said, null, null);
      versions.add(Writing.version(before.get()));
    } else {
      answer = Writing.of(deposit, writer, said);
      parts.add(recording.id(), List.of(deposit.id()));
      versions.add(Writing.version(answer.resource()));
      versions.addAll(told(recording, (DocumentReference) answer.resource().resource()));
      outbox.add("recording-linked", versions);
    }
    audit.record(
        new AuditedEvent(
            before.isPresent() ? AuditedAction.RECORDING_REPEATED : AuditedAction.RECORDING_LINKED,
            AuditedEvent.Outcome.SUCCESS,
            exchange.sender(),
            versions,
            recording.payloadSha256(),
            deposit.place()));
    return answer;
  }

  /** Lets the recording and its report know what the document says of them. */
  private List<VersionId> told(RecordingFacts recording, DocumentReference document) {
    List<VersionId> versions = new ArrayList<>();
    Optional<FhirResource> source = stored.read(recording.source());
    if (source.isPresent() && source.get().resource() instanceof Observation observation) {
      observation.addDerivedFrom(new Reference(FhirResource.of(document).reference()));
      String subject = Subjects.reference(FhirResource.of(document));
      FhirResource told = subject.isEmpty() ? source.get() : Subjects.with(source.get(), subject);
      versions.add(Writing.version(writer.update(told)));
    }
    Optional<FhirResource> found = recording.report().flatMap(stored::read);
    if (found.isPresent() && found.get().resource() instanceof DiagnosticReport report) {
      if (document.getSubject().hasReference() && isOpen(report.getSubject())) {
        report.getSubject().setReference(document.getSubject().getReference());
        versions.add(Writing.version(writer.update(found.get())));
      }
      for (Reference result : report.getResult()) {
        Optional<FhirResource> one = local(result);
        if (one.isPresent()
            && one.get().resource() instanceof Observation observation
            && setSubject(observation, document.getSubject())) {
          versions.add(Writing.version(writer.update(one.get())));
        }
      }
    }
    return versions;
  }

  private Optional<FhirResource> local(Reference reference) {
    String text = reference.getReference();
    return text == null || text.startsWith("#")
        ? Optional.empty()
        : stored.read(ResourceId.of(text));
  }

  /** Sets the subject where none is known; whose ECG it is, is never changed. */
  private static boolean setSubject(Observation observation, @Nullable Reference subject) {
    if (subject == null || !subject.hasReference() || !isOpen(observation.getSubject())) {
      return false;
    }
    observation.getSubject().setReference(subject.getReference());
    return true;
  }

  private static boolean isOpen(Reference subject) {
    return !subject.hasReference();
  }

  private static boolean isAt(FhirResource there, ResourceId id) {
    return there.reference().equals(id.reference());
  }

  private static boolean same(FhirResource there, Deposit deposit) {
    return SameContent.sha256(List.of(there))
        .equals(SameContent.sha256(List.of(deposit.resource())));
  }
}
