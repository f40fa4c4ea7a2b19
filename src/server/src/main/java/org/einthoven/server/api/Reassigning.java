package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.recording.Subjects;
import org.einthoven.fhir.task.AnalysisTask;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.MergedPatients;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.Reassignments;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingParts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ReportPages;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/**
 * Correction of a wrong patient, in one transaction: report and results become entered-in-error,
 * the ECG is filed under the right patient and is to be analysed once more, and a Provenance says
 * who did that, why, from whom and to whom. The only way in which machine output gets a new
 * version.
 */
@Singleton
public class Reassigning {

  private final ResourceStore store;
  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final RecordingStore recordings;
  private final RecordingParts parts;
  private final ReportPages pages;
  private final Reassignments reassignments;
  private final MergedPatients merged;
  private final Withdrawal withdrawal;
  private final JobQueue jobs;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  /** Over the store. */
  public Reassigning(
      ResourceStore store,
      ResourceReader stored,
      ResourceWriter writer,
      RecordingStore recordings,
      RecordingParts parts,
      ReportPages pages,
      Reassignments reassignments,
      MergedPatients merged,
      Withdrawal withdrawal,
      JobQueue jobs,
      AuditTrail audit,
      Outbox outbox,
      Clock clock) {
    this.store = store;
    this.stored = stored;
    this.writer = writer;
    this.recordings = recordings;
    this.parts = parts;
    this.pages = pages;
    this.reassignments = reassignments;
    this.merged = merged;
    this.withdrawal = withdrawal;
    this.jobs = jobs;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Corrects the patient of a report.
   *
   * @param reason why, in the words of who asks; kept in the Provenance alone
   * @return the job of the new analysis, claimed by the owner
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when there is nothing to
   *     correct, or not so (404, 409, 422)
   */
  JobLease reassign(
      ResourceId wrong,
      ResourceId right,
      String reason,
      String sender,
      UUID owner,
      Duration leaseTime) {
    store.lock(wrong);
    DiagnosticReport report =
        stored
            .read(wrong)
            .map(FhirResource::resource)
            .map(DiagnosticReport.class::cast)
            .orElseThrow(() -> new ResourceNotFoundException(new IdType(wrong.type(), wrong.id())));
    if (report.getStatus() == DiagnosticReportStatus.ENTEREDINERROR) {
      throw Refusing.conflict(
          "the report is entered-in-error already",
          "DiagnosticReport.status",
          "correct the report that was issued in its place");
    }
    RecordingFacts recording =
        pages
            .recordingOf(wrong)
            .flatMap(recordings::facts)
            .orElseThrow(
                () ->
                    Refusing.invalid(
                        "the report was not made here of an ECG",
                        "DiagnosticReport",
                        "update it as any other resource"));
    check(report, right);
    JobLease lease =
        jobs.claimAgain(recording.id(), owner, leaseTime)
            .orElseThrow(
                () ->
                    Refusing.conflict(
                        "the ECG is being analysed", "DiagnosticReport", "ask again soon"));
    Reference from = report.getSubject().copy();
    List<VersionId> changed = withdrawal.withdraw(wrong);
    // An ECG that was read anew has several reports, all of the wrong patient.
    for (ResourceId other : pages.reportsOf(recording.id())) {
      if (!other.equals(wrong) && stands(other)) {
        changed.addAll(withdrawal.withdraw(other));
      }
    }
    changed.addAll(refile(recording, right));
    Instant now = clock.instant();
    FhirResource task = stored.read(recording.task()).orElseThrow();
    FhirResource filed = stored.read(recording.source()).orElseThrow();
    changed.add(Writing.version(writer.update(AnalysisTask.again(task, filed, now))));
    FhirResource trail = Trails.of(changed, sender, reason, Date.from(now));
    Provenance provenance = (Provenance) trail.resource();
    entity(provenance, new Reference(wrong.reference()), "The report that was withdrawn");
    entity(provenance, from, "From this patient");
    entity(provenance, new Reference(right.reference()), "To this patient");
    changed.add(Writing.version(writer.create(trail)));
    recordings.withdrawn(recording.id());
    reassignments.keep(recording.id(), wrong, right, sender);
    audit.record(
        new AuditedEvent(
            AuditedAction.REPORT_REASSIGNED,
            AuditedEvent.Outcome.SUCCESS,
            sender,
            changed,
            recording.payloadSha256(),
            ""));
    outbox.add("report-reassigned", changed);
    return lease;
  }

  private boolean stands(ResourceId report) {
    return stored
        .read(report)
        .map(FhirResource::resource)
        .map(DiagnosticReport.class::cast)
        .filter(found -> found.getStatus() != DiagnosticReportStatus.ENTEREDINERROR)
        .isPresent();
  }

  private void check(DiagnosticReport report, ResourceId right) {
    Patient patient =
        stored
            .read(right)
            .map(FhirResource::resource)
            .filter(Patient.class::isInstance)
            .map(Patient.class::cast)
            .orElseThrow(
                () ->
                    OperationInput.wrong(
                        "patient", "names a Patient that does not exist", "create the Patient"));
    if (MergedPatients.replacement(patient).isPresent()) {
      throw OperationInput.wrong(
          "patient", "names a Patient who was merged", "name the Patient who survives");
    }
    String now = report.getSubject().getReference();
    if (now != null
        && now.startsWith("Patient/")
        && merged.survivor(ResourceId.of(now)).equals(right)) {
      throw OperationInput.wrong(
          "patient", "names the Patient of the report", "name the right Patient");
    }
  }

  /** Files the ECG under the right patient, in whatever resources it came. */
  private List<VersionId> refile(RecordingFacts recording, ResourceId right) {
    TreeSet<String> all = new TreeSet<>();
    all.add(recording.source().reference());
    for (String type : List.of("Observation", "DocumentReference")) {
      parts.of(recording.id(), type).forEach(part -> all.add(part.reference()));
    }
    List<VersionId> versions = new ArrayList<>();
    for (String reference : all) {
      Optional<FhirResource> part = stored.read(ResourceId.of(reference));
      if (part.isPresent()) {
        FhirResource filed = Subjects.refiled(part.get(), right.reference());
        withdrawal.release(filed, right);
        versions.add(Writing.version(writer.update(filed)));
      }
    }
    return versions;
  }

  private static void entity(Provenance provenance, Reference what, String display) {
    // A patient whom the report named in words alone keeps these.
    provenance
        .addEntity()
        .setRole(ProvenanceEntityRole.REVISION)
        .setWhat(what.hasDisplay() ? what : what.setDisplay(display));
  }
}
