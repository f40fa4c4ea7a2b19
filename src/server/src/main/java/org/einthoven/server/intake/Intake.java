package org.einthoven.server.intake;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.Subjects;
import org.einthoven.fhir.task.AnalysisTask;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.EncodedSignal;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.NewRecording;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.telemetry.Metrics;

/**
 * Accepts an ECG: recording, source resource, Task, job, audit entry and notice commit together in
 * the caller's transaction, or nothing does.
 */
@Singleton
@Transactional(Transactional.TxType.MANDATORY)
public class Intake {

  private final RecordingStore recordings;
  private final ResourceWriter writer;
  private final PatientMatching patients;
  private final JobQueue jobs;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Metrics metrics;
  private final IdSource ids;
  private final Clock clock;

  Intake(
      RecordingStore recordings,
      ResourceWriter writer,
      PatientMatching patients,
      JobQueue jobs,
      AuditTrail audit,
      Outbox outbox,
      Metrics metrics,
      IdSource ids,
      Clock clock) {
    this.recordings = recordings;
    this.writer = writer;
    this.patients = patients;
    this.jobs = jobs;
    this.audit = audit;
    this.outbox = outbox;
    this.metrics = metrics;
    this.ids = ids;
    this.clock = clock;
  }

  /** Accepts an ECG to be analysed by the next free worker. */
  public Registration register(RecordingSubmission submission) {
    return register(submission, Optional.empty());
  }

  /**
   * Accepts an ECG whose analysis the caller carries out itself. If the caller does not finish
   * within the lease, a worker does.
   */
  public Registration registerClaimed(
      RecordingSubmission submission, UUID owner, Duration leaseTime) {
    return register(submission, Optional.of(new Claim(owner, leaseTime)));
  }

  private record Claim(UUID owner, Duration leaseTime) {}

  private Registration register(RecordingSubmission submission, Optional<Claim> claim) {
    EncodedSignal signal = EncodedSignal.of(submission.recording());
    String repeatKey = RepeatKey.of(submission, signal);
    UUID recordingId = ids.next();
    FhirResource sent = submission.source();
    ResourceId source =
        new ResourceId(sent.type(), sent.id().isEmpty() ? ids.next().toString() : sent.id());
    ResourceId task = new ResourceId("Task", ids.next().toString());
    boolean isNew =
        recordings.keep(
            new NewRecording(
                recordingId,
                repeatKey,
                submission.sender(),
                submission.recording(),
                signal,
                submission.payloadSha256(),
                submission.payloadPlace(),
                source,
                task.id()));
    metrics.recordingAccepted(!isNew);
    if (!isNew) {
      return repeat(submission, repeatKey);
    }
    FhirResource known = withMatchedPatient(submission);
    ResourceWriter.Written written = write(known, source);
    FhirResource request = AnalysisTask.requested(written.resource(), clock.instant());
    writer.create(request, task.id());
    List<VersionId> versions =
        List.of(new VersionId(source, written.version()), new VersionId(task, 1));
    Optional<JobLease> lease =
        claim.map(by -> jobs.addClaimed(recordingId, by.owner(), by.leaseTime()));
    if (lease.isEmpty()) {
      jobs.add(recordingId);
    }
    audit.record(
        new AuditedEvent(
            AuditedAction.RECORDING_ACCEPTED,
            AuditedEvent.Outcome.SUCCESS,
            submission.sender(),
            versions,
            submission.payloadSha256(),
            submission.payloadPlace()));
    outbox.add("recording-accepted", versions);
    return new Registration.New(
        recordingId, source, task, written.resource(), written.created(), lease);
  }

  private Registration repeat(RecordingSubmission submission, String repeatKey) {
    RecordingFacts earlier = recordings.withRepeatKey(repeatKey).orElseThrow();
    audit.record(
        new AuditedEvent(
            AuditedAction.RECORDING_REPEATED,
            AuditedEvent.Outcome.SUCCESS,
            submission.sender(),
            List.of(new VersionId(earlier.source(), 1)),
            submission.payloadSha256(),
            submission.payloadPlace()));
    return new Registration.Repeat(
        earlier.id(), earlier.source(), earlier.task(), earlier.report());
  }

  /** The source, with a reference to the patient that it names where exactly one is known. */
  public FhirResource withMatchedPatient(RecordingSubmission submission) {
    PatientAsSent patient = submission.recording().patient();
    if (patient == null || !Subjects.reference(submission.source()).isEmpty()) {
      return submission.source();
    }
    return patients
        .match(patient)
        .map(found -> Subjects.with(submission.source(), found.reference()))
        .orElse(submission.source());
  }

  private ResourceWriter.Written write(FhirResource resource, ResourceId id) {
    return resource.id().isEmpty()
        ? new ResourceWriter.Written(writer.create(resource, id.id()), 1, true)
        : writer.put(resource, null);
  }
}
