package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.einthoven.document.PageContent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.order.FulfilledOrders;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.fhir.report.ReportResources;
import org.einthoven.fhir.task.AnalysisTask;
import org.einthoven.inference.ModelCard;
import org.einthoven.inference.reading.Reading;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.outbox.CriticalReports;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.Reassignments;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ReportPages;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.ShadowScore;
import org.einthoven.server.store.ShadowScores;
import org.einthoven.server.store.StoredVersion;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.async.Reanalyses;
import org.jspecify.annotations.Nullable;

/** What the store sees of an analysis: its input, and its end in one transaction. */
@Singleton
public class ReportWriting {

  static final String SOFTWARE = "Einthoven";
  private static final Set<String> STORED_ONCE = Set.of("Device", "DocumentReference");

  private final RecordingStore recordings;
  private final ResourceStore resources;
  private final ResourceWriter writer;
  private final JobQueue jobs;
  private final ShadowScores shadowScores;
  private final ReportPages pages;
  private final Reassignments reassignments;
  private final Reanalyses reanalyses;
  private final ReaderIdentity identity;
  private final PastReaders readers;
  private final OrderCompletion orders;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final CriticalReports critical;
  private final IdSource ids;
  private final Clock clock;
  private final String version;
  private final ModelCard card;
  private final ReportContext.Codings codings;

  ReportWriting(
      RecordingStore recordings,
      ResourceStore resources,
      ResourceWriter writer,
      JobQueue jobs,
      ShadowScores shadowScores,
      ReportPages pages,
      Reassignments reassignments,
      Reanalyses reanalyses,
      ReaderIdentity identity,
      PastReaders readers,
      OrderCompletion orders,
      AuditTrail audit,
      Outbox outbox,
      CriticalReports critical,
      IdSource ids,
      Clock clock,
      EinthovenSettings settings,
      Models models,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.recordings = recordings;
    this.resources = resources;
    this.writer = writer;
    this.jobs = jobs;
    this.shadowScores = shadowScores;
    this.pages = pages;
    this.reassignments = reassignments;
    this.reanalyses = reanalyses;
    this.identity = identity;
    this.readers = readers;
    this.orders = orders;
    this.audit = audit;
    this.outbox = outbox;
    this.critical = critical;
    this.ids = ids;
    this.clock = clock;
    this.version = version;
    this.card = models.card();
    this.codings =
        new ReportContext.Codings(settings.terminology().snomed(), settings.terminology().loinc());
  }

  /** The recording that a lease is about. */
  @Transactional
  public Recording recording(JobLease lease) {
    return recordings
        .recording(lease.recording())
        .orElseThrow(() -> new IllegalStateException("no recording " + lease.recording()));
  }

  /**
   * Stores the report of a recording with all that goes with it, and ends the job.
   *
   * @param page what the page of the report says; kept with it
   * @param earlier the patient's ECG before, null where it was compared with none
   * @param shadows what models in shadow made of it; kept, and no part of the report
   * @return the DiagnosticReport
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public ResourceId complete(
      JobLease lease,
      Reading reading,
      PageContent page,
      ReportContext.@Nullable Earlier earlier,
      List<ShadowScore> shadows) {
    // First of all, so that a lost lease costs nothing and two workers cannot both get further.
    jobs.done(lease);
    RecordingFacts facts = facts(lease);
    // An order that arrives meanwhile waits for this, or this for it: it is not missed.
    StoredVersion task = resources.lock(facts.task()).orElseThrow();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<FhirResource> built =
        ReportResources.build(
            new ReportContext(
                current(facts.source()),
                List.of(),
                facts.payloadSha256(),
                facts.sender(),
                now,
                () -> ids.next().toString(),
                new ReportContext.Software(SOFTWARE, version, readers.keep()),
                card,
                codings,
                true,
                earlier,
                facts
                    .report()
                    .or(() -> reassignments.withdrawn(facts.id()))
                    .map(ResourceId::reference)
                    .orElse(null)),
            reading);
    ResourceId report = id(built.get(0));
    List<VersionId> versions =
        write(
            built,
            new ResourceWriter.Revision(
                AnalysisTask.completed(FhirResource.parse(task.json()), report.reference(), now),
                task.version() + 1));
    recordings.reported(facts.id(), report);
    pages.keep(report, facts.id(), PageJson.write(page), identity.sha256(reading.model()));
    audit.record(
        new AuditedEvent(
            AuditedAction.REPORT_MADE,
            AuditedEvent.Outcome.SUCCESS,
            AuditedEvent.SERVER,
            versions,
            facts.payloadSha256(),
            reading.model().name()));
    outbox.add("report-made", versions);
    if (!reading.critical().isEmpty()) {
      critical.raise(versions);
    }
    orders.completed(FulfilledOrders.of(built.get(0)), versions.get(0));
    shadowScores.keep(lease, shadows);
    // Last of all: requests that many ECGs belong to are held no longer than needed.
    reanalyses.made(facts.id(), report);
    return report;
  }

  /**
   * Ends the job without a report, and says why in its Task. Where the ECG was to be read anew, its
   * earlier report stands, and with it job and Task: who asked is told.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void giveUp(JobLease lease, String reason) {
    RecordingFacts facts = facts(lease);
    if (facts.report().isPresent()) {
      jobs.done(lease);
      audit.record(
          new AuditedEvent(
              AuditedAction.REANALYSIS_FAILED,
              AuditedEvent.Outcome.FAILURE,
              AuditedEvent.SERVER,
              List.of(),
              facts.payloadSha256(),
              reason));
      reanalyses.failed(facts.id(), reason);
      return;
    }
    jobs.failed(lease, reason);
    FhirResource task = AnalysisTask.failed(current(facts.task()), reason, clock.instant());
    List<VersionId> versions =
        List.of(new VersionId(facts.task(), writer.put(task, null).version()));
    audit.record(
        new AuditedEvent(
            AuditedAction.ANALYSIS_FAILED,
            AuditedEvent.Outcome.FAILURE,
            AuditedEvent.SERVER,
            versions,
            facts.payloadSha256(),
            reason));
    outbox.add("analysis-failed", versions);
    reanalyses.failed(facts.id(), reason);
  }

  /**
   * Writes what was made of an ECG. The Device of the same software and model is the same resource,
   * and so is the model's card: they are stored once.
   *
   * @return what the report consists of and the Task, in this order
   */
  private List<VersionId> write(List<FhirResource> built, ResourceWriter.Revision task) {
    Map<ResourceId, Integer> there =
        resources.numbers(
            built.stream()
                .filter(resource -> STORED_ONCE.contains(resource.type()))
                .map(ReportWriting::id)
                .toList());
    List<ResourceWriter.Revision> revisions = new ArrayList<>();
    List<VersionId> versions = new ArrayList<>();
    for (FhirResource resource : built) {
      ResourceId id = id(resource);
      Integer number = there.get(id);
      if (number != null) {
        versions.add(new VersionId(id, number));
      } else if (STORED_ONCE.contains(resource.type())) {
        // The first of its model, or somebody has deleted it.
        versions.add(new VersionId(id, writer.put(resource, null).version()));
      } else {
        revisions.add(new ResourceWriter.Revision(resource, 1));
        versions.add(new VersionId(id, 1));
      }
    }
    revisions.add(task);
    versions.add(task.id());
    writer.append(revisions);
    return versions;
  }

  private static ResourceId id(FhirResource resource) {
    return new ResourceId(resource.type(), resource.id());
  }

  private RecordingFacts facts(JobLease lease) {
    return recordings
        .facts(lease.recording())
        .orElseThrow(() -> new IllegalStateException("no recording " + lease.recording()));
  }

  private FhirResource current(ResourceId id) {
    return resources
        .current(id)
        .filter(version -> !version.deleted())
        .map(version -> FhirResource.parse(version.json()))
        .orElseThrow(() -> new IllegalStateException("no current " + id.reference()));
  }
}
