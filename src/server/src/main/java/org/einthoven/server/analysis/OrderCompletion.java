package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.order.FulfilledOrders;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.outbox.Outbox;
import org.einthoven.server.search.ResourceWriter;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.ResourceStore;
import org.einthoven.server.store.VersionId;

/** Completes orders whose report is there, in the transaction that stores it. */
@Singleton
@Transactional(Transactional.TxType.MANDATORY)
public class OrderCompletion {

  private final ResourceStore resources;
  private final ResourceWriter writer;
  private final AuditTrail audit;
  private final Outbox outbox;

  OrderCompletion(ResourceStore resources, ResourceWriter writer, AuditTrail audit, Outbox outbox) {
    this.resources = resources;
    this.writer = writer;
    this.audit = audit;
    this.outbox = outbox;
  }

  /**
   * Completes orders by a report; one that was revoked, is done or is not there stays as it is.
   *
   * @param orders such as {@code ServiceRequest/1}
   */
  public void completed(List<String> orders, VersionId report) {
    // Sorted, so that two reports of the same orders do not wait for each other.
    for (String order : orders.stream().distinct().sorted().toList()) {
      ResourceId id = ResourceId.of(order);
      Optional<FhirResource> done =
          resources
              .lock(id)
              .filter(version -> !version.deleted())
              .map(version -> FhirResource.parse(version.json()))
              .flatMap(FulfilledOrders::completed);
      if (done.isPresent()) {
        List<VersionId> versions = new ArrayList<>();
        versions.add(new VersionId(id, writer.put(done.get(), null).version()));
        versions.add(report);
        audit.record(
            new AuditedEvent(
                AuditedAction.ORDER_COMPLETED,
                AuditedEvent.Outcome.SUCCESS,
                AuditedEvent.SERVER,
                versions,
                null,
                ""));
        outbox.add("order-completed", versions);
      }
    }
  }
}
