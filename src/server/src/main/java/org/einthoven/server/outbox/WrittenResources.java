package org.einthoven.server.outbox;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.NewVersion;
import org.einthoven.server.store.VersionId;

/**
 * Notes every resource that is written while somebody listens for its type, in the transaction that
 * writes it. Where nobody listens, one look-up by an index is all it costs.
 */
@Singleton
public class WrittenResources {

  /** The kind of the message that a resource was written. */
  public static final String KIND = "resource-written";

  private final Statements statements;
  private final IdSource ids;
  private final Clock clock;
  private final Event<MessageWaiting> waiting;

  WrittenResources(
      Statements statements, IdSource ids, Clock clock, Event<MessageWaiting> waiting) {
    this.statements = statements;
    this.ids = ids;
    this.clock = clock;
    this.waiting = waiting;
  }

  void written(@Observes NewVersion version) {
    if (version.deleted()) {
      return; // R4 subscription 2.46: a deletion is not told.
    }
    Instant now = clock.instant();
    int noted =
        statements.update(
            "insert into outbox_message (id, created_at, kind, resources, due_at)"
                + " select ?, ?, ?, cast(? as jsonb), ? where exists (select 1 from receiver"
                + " where listening and ((kind = 'rest-hook' and resource_type = ?)"
                + " or (kind = 'ehr' and ? = 'DiagnosticReport')))",
            ids.next(),
            now,
            KIND,
            VersionList.write(List.of(new VersionId(version.id(), version.version()))),
            now,
            version.id().type(),
            version.id().type());
    if (noted > 0) {
      waiting.fire(new MessageWaiting());
    }
  }
}
