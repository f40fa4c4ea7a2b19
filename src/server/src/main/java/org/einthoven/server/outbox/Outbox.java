package org.einthoven.server.outbox;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.VersionId;

/**
 * What others are to be told. A message commits with what it tells of or not at all; telling it
 * comes after.
 */
@Singleton
public class Outbox {

  private final Messages messages;
  private final IdSource ids;
  private final Clock clock;
  private final Event<MessageWaiting> waiting;

  @Singleton
  static class Messages implements PanacheRepositoryBase<OutboxMessageEntity, UUID> {}

  Outbox(Messages messages, IdSource ids, Clock clock, Event<MessageWaiting> waiting) {
    this.messages = messages;
    this.ids = ids;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Adds a message in the caller's transaction.
   *
   * @param kind what happened, such as {@code report-made}
   * @param versions the resource versions it happened to
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(String kind, List<VersionId> versions) {
    OutboxMessageEntity message = new OutboxMessageEntity();
    message.id = ids.next();
    message.createdAt = clock.instant();
    message.kind = kind;
    message.resources = VersionList.write(versions);
    message.state = "waiting";
    message.dueAt = message.createdAt;
    messages.persist(message);
    waiting.fire(new MessageWaiting());
  }
}
