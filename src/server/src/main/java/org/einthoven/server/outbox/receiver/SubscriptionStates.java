package org.einthoven.server.outbox.receiver;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.CriticalReports;
import org.einthoven.server.search.ResourceReader;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** The status of receivers, and of their Subscriptions with it. */
@Singleton
public class SubscriptionStates {

  private final Receivers receivers;
  private final CriticalReports reports;
  private final ResourceStore store;
  private final ResourceWriter writer;
  private final AuditTrail audit;

  SubscriptionStates(
      Receivers receivers,
      CriticalReports reports,
      ResourceStore store,
      ResourceWriter writer,
      AuditTrail audit) {
    this.receivers = receivers;
    this.reports = reports;
    this.store = store;
    this.writer = writer;
    this.audit = audit;
  }

  /** A receiver was reached: it is active from now on. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void reached(String key) {
    set(key, ReceiverState.ACTIVE, true, "");
  }

  /**
   * A delivery was given up. The receiver is still told of what happens, unless it never was.
   *
   * @param first whether it was the first delivery, so that it is not told anything from now on
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void notReached(String key, boolean first, String reason) {
    set(key, ReceiverState.ERROR, !first, reason);
  }

  /** A receiver's time is over. */
  @Transactional
  public void ended(String key) {
    set(key, ReceiverState.OFF, false, "");
  }

  private void set(String key, String status, boolean listening, String failure) {
    ReceiverState before = receivers.state(key).orElse(null);
    if (before == null
        || before.status().equals(ReceiverState.OFF)
        || (before.status().equals(status) && failure.equals(said(before)))) {
      return;
    }
    receivers.set(key, status, listening, failure);
    if (status.equals(ReceiverState.ACTIVE)
        && receivers.ofTopic(Topic.REPORT_CRITICAL).stream()
            .anyMatch(each -> each.key().equals(key))) {
      reports.raiseUntold();
    }
    receivers
        .find(key)
        .filter(Receiver::isSubscription)
        .flatMap(receiver -> current(receiver.id()))
        .ifPresent(subscription -> write(subscription, status, failure));
  }

  private static String said(ReceiverState state) {
    String failure = state.failure();
    return failure == null ? "" : failure;
  }

  private Optional<Subscription> current(String id) {
    return store
        .lock(new ResourceId("Subscription", id))
        .filter(version -> !version.deleted())
        .map(version -> (Subscription) ResourceReader.resource(version).resource());
  }

  private void write(Subscription subscription, String status, String failure) {
    subscription.setStatus(SubscriptionStatus.fromCode(status));
    subscription.setError(failure.isEmpty() ? null : failure);
    FhirResource written = writer.update(FhirResource.of(subscription));
    audit.record(
        new AuditedEvent(
            AuditedAction.RESOURCES_UPDATED,
            AuditedEvent.Outcome.SUCCESS,
            AuditedEvent.SERVER,
            List.of(
                new VersionId(
                    new ResourceId(written.type(), written.id()),
                    Integer.parseInt(written.resource().getMeta().getVersionId()))),
            null,
            "the status of a Subscription"));
  }
}
