package org.einthoven.server.outbox.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.einthoven.server.store.VersionId;

/**
 * Something to be told to one receiver, claimed by whoever delivers it.
 *
 * @param receiver the key of the receiver
 * @param eventNumber counted by receiver from 1; of no event, the number of events so far
 * @param occurredAt when it happened
 * @param resources the resource versions it is about, its focus first
 * @param attempt from 1
 * @param owner who has claimed it
 */
public record Delivery(
    UUID id,
    String receiver,
    DeliveryKind kind,
    long eventNumber,
    Instant occurredAt,
    List<VersionId> resources,
    int attempt,
    UUID owner) {

  /** Copies the list. */
  public Delivery {
    resources = List.copyOf(resources);
  }
}
