package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.task.AnalysisTask;
import org.einthoven.server.analysis.OrderCompletion;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.Reassignments;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexQuery;
import org.einthoven.server.store.index.SearchIndex;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * Orders that come after their ECG. A report that is made stays as it was made: the order gets a
 * Task of its own that names the report. A report that is not made yet is made for the order.
 */
@Singleton
public class LateOrders {

  private final RecordingStore recordings;
  private final Reassignments reports;
  private final ResourceStore resources;
  private final ResourceReader stored;
  private final ResourceWriter writer;
  private final SearchIndex index;
  private final OrderCompletion completion;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  /** Over the store. */
  public LateOrders(
      RecordingStore recordings,
      Reassignments reports,
      ResourceStore resources,
      ResourceReader stored,
      ResourceWriter writer,
      SearchIndex index,
      OrderCompletion completion,
      AuditTrail audit,
      Outbox outbox,
      Clock clock) {
    this.recordings = recordings;
    this.reports = reports;
    this.resources = resources;
    this.stored = stored;
    this.writer = writer;
    this.index = index;
    this.completion = completion;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Whether a recording is kept of an Observation. */
  boolean isEcg(ResourceId observation) {
    return recordings.ofSource(observation).isPresent();
  }

  /**
   * Stores the next version of an ECG that refers to its order now, and lets its analysis know.
   *
   * @param ecg with the reference
   */
  void link(Observation ecg, ServiceRequest order) {
    ResourceId source = id(FhirResource.of(ecg));
    RecordingFacts facts = recordings.ofSource(source).orElseThrow();
    // The analysis holds its Task while it stores the report: either comes after the other.
    resources.lock(facts.task());
    Instant now = clock.instant();
    String ordered = FhirResource.of(order).reference();
    List<VersionId> versions = new ArrayList<>();
    versions.add(Writing.version(writer.update(FhirResource.of(ecg))));
    FhirResource task = stored.read(facts.task()).orElseThrow();
    Optional<FhirResource> report = reports.reportNow(facts.id()).flatMap(stored::read);
    versions.add(
        Writing.version(
            report.isPresent()
                ? writer.create(
                    AnalysisTask.fulfilled(task, ordered, report.get().reference(), now))
                : writer.update(AnalysisTask.ordered(task, ordered, now))));
    audit.record(
        new AuditedEvent(
            AuditedAction.ORDER_LINKED,
            AuditedEvent.Outcome.SUCCESS,
            AuditedEvent.SERVER,
            versions,
            null,
            ""));
    outbox.add("order-linked", versions);
    report.ifPresent(made -> completion.completed(List.of(ordered), Writing.version(made)));
  }

  /** Notes that an order and an ECG with its number name two patients; they are not linked. */
  void conflict(Observation ecg, ServiceRequest order) {
    FhirResource source = FhirResource.of(ecg);
    FhirResource ordered = FhirResource.of(order);
    boolean noted =
        !index
            .find(
                new IndexQuery(
                    "DetectedIssue",
                    List.of(implicates(source), implicates(ordered)),
                    List.of(),
                    null,
                    1))
            .isEmpty();
    if (noted) {
      return;
    }
    DetectedIssue issue = new DetectedIssue();
    issue.setStatus(DetectedIssueStatus.PRELIMINARY);
    issue.getCode().setText("An order and the ECG with its number name different patients");
    issue.setSeverity(DetectedIssueSeverity.HIGH);
    issue.setIdentified(new DateTimeType(Date.from(clock.instant())));
    issue.addImplicated(new Reference(source.reference()));
    issue.addImplicated(new Reference(ordered.reference()));
    issue.setDetail(
        "The order is not linked to the ECG. Correct the patient of the one that is wrong, then send"
            + " the order again.");
    List<VersionId> versions =
        List.of(Writing.version(writer.create(FhirResource.of(issue))), Writing.version(ordered));
    audit.record(
        new AuditedEvent(
            AuditedAction.ORDER_CONFLICT,
            AuditedEvent.Outcome.FAILURE,
            AuditedEvent.SERVER,
            versions,
            null,
            ""));
    outbox.add("order-conflict", versions);
  }

  private static Criterion implicates(FhirResource resource) {
    return new Criterion.Links(
        "implicated", List.of(new Criterion.LinkValue(resource.type(), resource.id(), null)));
  }

  private static ResourceId id(FhirResource resource) {
    return new ResourceId(resource.type(), resource.id());
  }
}
