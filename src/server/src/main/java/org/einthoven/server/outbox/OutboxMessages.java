package org.einthoven.server.outbox;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.server.store.VersionId;

/** The messages that wait in the outbox, read by one process at a time so that they keep order. */
@Singleton
public class OutboxMessages {

  /** The advisory lock of who hands messages on; any number that nothing else here uses. */
  private static final long READER = 0x6563_676f_7574L;

  private static final int ATTEMPTS = 10;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private final Statements statements;
  private final Clock clock;

  OutboxMessages(Statements statements, Clock clock) {
    this.statements = statements;
    this.clock = clock;
  }

  /** What happened, to which resource versions and when. */
  public record Message(UUID id, String kind, List<VersionId> resources, Instant when) {

    /** Copies the list. */
    public Message {
      resources = List.copyOf(resources);
    }
  }

  /**
   * The oldest messages, in the caller's transaction; empty where another process reads them at the
   * same time.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Message> take(int most) {
    boolean mine =
        statements
            .query(row -> row.getBoolean(1), "select pg_try_advisory_xact_lock(?)", READER)
            .get(0);
    if (!mine) {
      return List.of();
    }
    return statements.query(
        row ->
            new Message(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                VersionList.read(row.getString("resources")),
                Optional.ofNullable(Statements.instant(row, "created_at")).orElseThrow()),
        "select * from outbox_message where state = 'waiting' and due_at <= ? order by id limit ?",
        clock.instant(),
        most);
  }

  /** A message was handed on, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void handedOn(Message message) {
    statements.update("update outbox_message set state = 'sent' where id = ?", message.id());
  }

  /** A message could not be handed on: it is tried again later, and in the end given up. */
  @Transactional
  public void postpone(UUID id, String reason) {
    statements.update(
        "update outbox_message set attempts = attempts + 1, failure = ?,"
            + " due_at = ? + attempts * ? * interval '1 second',"
            + " state = case when attempts + 1 >= ? then 'failed' else 'waiting' end where id = ?",
        reason,
        clock.instant(),
        FIRST_WAIT.toSeconds(),
        ATTEMPTS,
        id);
  }

  /** Forgets what was handed on before a time. */
  @Transactional
  public int forget(Instant before) {
    return statements.update(
        "delete from outbox_message where state = 'sent' and created_at < ?", before);
  }
}
