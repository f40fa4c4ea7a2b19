package org.einthoven.server.outbox;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.NewVersion;
import org.einthoven.server.store.VersionId;

/**
 * Notes every resource that is written while somebody listens for its type, in the transaction that
 * writes it. All that a transaction writes is noted by one statement before it ends; where nobody
 * listens, that one look-up is all it costs.
 */
@Singleton
public class WrittenResources {

  /** The kind of the message that a resource was written. */
  public static final String KIND = "resource-written";

  private final Statements statements;
  private final IdSource ids;
  private final Clock clock;
  private final Event<MessageWaiting> waiting;
  private final TransactionSynchronizationRegistry transactions;

  WrittenResources(
      Statements statements,
      IdSource ids,
      Clock clock,
      Event<MessageWaiting> waiting,
      TransactionSynchronizationRegistry transactions) {
    this.statements = statements;
    this.ids = ids;
    this.clock = clock;
    this.waiting = waiting;
    this.transactions = transactions;
  }

  void written(@Observes NewVersion version) {
    if (version.deleted()) {
      return; // R4 subscription 2.46: a deletion is not told.
    }
    Written written = (Written) transactions.getResource(KIND);
    if (written == null) {
      written = new Written();
      transactions.putResource(KIND, written);
      transactions.registerInterposedSynchronization(written);
    }
    written.versions.add(new VersionId(version.id(), version.version()));
  }

  /** What one transaction has written. */
  private final class Written implements Synchronization {

    private final List<VersionId> versions = new ArrayList<>();
    private boolean noted;

    @Override
    public void beforeCompletion() {
      Instant now = clock.instant();
      noted =
          statements.update(
                  "insert into outbox_message (id, created_at, kind, resources, due_at)"
                      + " select v.id::uuid, ?, ?, v.resources::jsonb, ?"
                      + " from unnest(?::text[], ?::text[], ?::text[])"
                      + " as v (id, resources, resource_type)"
                      + " where exists (select 1 from receiver r where r.listening"
                      + " and ((r.kind = 'rest-hook' and r.resource_type = v.resource_type)"
                      + " or (r.kind = 'ehr' and v.resource_type = 'DiagnosticReport')))",
                  now,
                  KIND,
                  now,
                  versions.stream().map(version -> ids.next().toString()).toArray(String[]::new),
                  versions.stream()
                      .map(version -> VersionList.write(List.of(version)))
                      .toArray(String[]::new),
                  versions.stream().map(version -> version.id().type()).toArray(String[]::new))
              > 0;
    }

    @Override
    public void afterCompletion(int status) {
      if (noted && status == Status.STATUS_COMMITTED) {
        waiting.fire(new MessageWaiting());
      }
    }
  }
}
