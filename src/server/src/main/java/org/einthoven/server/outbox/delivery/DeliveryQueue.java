package org.einthoven.server.outbox.delivery;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.einthoven.server.outbox.MessageWaiting;
import org.einthoven.server.outbox.Statements;
import org.einthoven.server.outbox.VersionList;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.VersionId;

/**
 * Deliveries as a queue for any number of processes. Of each receiver only the first delivery that
 * is not ended can be claimed, so that its order holds and a slow one keeps nobody else waiting.
 *
 * <p>A claim gives a lease and counts as an attempt. What a process does with a lease that has
 * ended and was claimed by another has no effect.
 */
@Singleton
public class DeliveryQueue {

  private static final String MINE =
      " where id = ? and state = 'running' and lease_owner = ? and attempts = ?";

  private final Statements statements;
  private final IdSource ids;
  private final Clock clock;
  private final Event<MessageWaiting> waiting;

  DeliveryQueue(Statements statements, IdSource ids, Clock clock, Event<MessageWaiting> waiting) {
    this.statements = statements;
    this.ids = ids;
    this.clock = clock;
    this.waiting = waiting;
  }

  /** Adds a delivery in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID add(
      String receiver,
      DeliveryKind kind,
      long eventNumber,
      Instant occurredAt,
      List<VersionId> resources) {
    UUID id = ids.next();
    Instant now = clock.instant();
    statements.update(
        "insert into delivery (id, receiver, kind, event_number, occurred_at, resources, state,"
            + " created_at, due_at) values (?, ?, ?, ?, ?, cast(? as jsonb), 'waiting', ?, ?)",
        id,
        receiver,
        kind.column(),
        eventNumber,
        occurredAt,
        VersionList.write(resources),
        now,
        now);
    waiting.fire(new MessageWaiting());
    return id;
  }

  /** Adds a delivery before all that wait for the receiver, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID addFirst(String receiver, DeliveryKind kind, long eventNumber) {
    UUID id = add(receiver, kind, eventNumber, clock.instant(), List.of());
    statements.update(
        "update delivery set sequence = least(sequence, (select min(e.sequence) - 1 from delivery e"
            + " where e.receiver = ? and e.id <> ? and e.state in ('waiting', 'running')))"
            + " where id = ?",
        receiver,
        id,
        id);
    return id;
  }

  /**
   * Claims up to so many deliveries that are due or whose lease has ended. A receiver that does not
   * listen yet is told no events.
   */
  @Transactional
  public List<Delivery> claim(UUID owner, int most, Duration lease) {
    Instant now = clock.instant();
    return statements.query(
        DeliveryQueue::delivery,
        "update delivery set state = 'running', attempts = attempts + 1, lease_owner = ?,"
            + " due_at = ? where id in (select d.id from delivery d"
            + " where d.state in ('waiting', 'running') and d.due_at <= ?"
            + " and (d.kind in ('check', 'handshake') or exists (select 1 from receiver r"
            + " where r.id = d.receiver and r.listening))"
            + " and not exists (select 1 from delivery e where e.receiver = d.receiver"
            + " and e.state in ('waiting', 'running') and (e.sequence < d.sequence"
            + " or (e.id <> d.id and e.state = 'running' and e.due_at > ?)))"
            + " order by d.due_at limit ? for update skip locked) returning *",
        owner,
        now.plus(lease),
        now,
        now,
        most);
  }

  /**
   * Ends a delivery that arrived, in the caller's transaction.
   *
   * @return false when another has claimed it: then nothing changes
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean sent(Delivery delivery) {
    return statements.update(
            "update delivery set state = 'sent', lease_owner = null, finished_at = ?, failure = null"
                + MINE,
            clock.instant(),
            delivery.id(),
            delivery.owner(),
            delivery.attempt())
        == 1;
  }

  /** Gives a delivery back to be tried again; false when another has claimed it. */
  @Transactional
  public boolean again(Delivery delivery, Duration delay, String reason) {
    return statements.update(
            "update delivery set state = 'waiting', lease_owner = null, due_at = ?, failure = ?"
                + MINE,
            clock.instant().plus(delay),
            reason,
            delivery.id(),
            delivery.owner(),
            delivery.attempt())
        == 1;
  }

  /** Ends a delivery as a dead letter, in the caller's transaction; false when it is another's. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean failed(Delivery delivery, String reason) {
    return statements.update(
            "update delivery set state = 'failed', lease_owner = null, finished_at = ?, failure = ?"
                + MINE,
            clock.instant(),
            reason,
            delivery.id(),
            delivery.owner(),
            delivery.attempt())
        == 1;
  }

  /**
   * Has a dead letter tried again from the first attempt on, in its old place in the order.
   *
   * @return false where there is no such dead letter
   */
  @Transactional
  public boolean replay(UUID id) {
    int replayed =
        statements.update(
            "update delivery set state = 'waiting', attempts = 0, due_at = ?, finished_at = null"
                + " where id = ? and state = 'failed'",
            clock.instant(),
            id);
    if (replayed == 1) {
      waiting.fire(new MessageWaiting());
    }
    return replayed == 1;
  }

  /** Takes back what a receiver was not told yet, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void withdraw(String receiver) {
    statements.update(
        "delete from delivery where receiver = ? and state in ('waiting', 'running')", receiver);
  }

  /** Takes back what a receiver was not told yet besides events, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void withdrawNotices(String receiver) {
    statements.update(
        "delete from delivery where receiver = ? and kind <> 'event'"
            + " and state in ('waiting', 'running')",
        receiver);
  }

  /** Whether a receiver is still to be told of a resource version. */
  @Transactional
  public boolean owes(String receiver, VersionId focus) {
    return !statements
        .query(
            row -> 1,
            "select 1 from delivery where receiver = ? and state in ('waiting', 'running')"
                + " and resources ->> 0 = ? limit 1",
            receiver,
            focus.reference())
        .isEmpty();
  }

  /** Whether anything waits for a receiver. */
  @Transactional
  public boolean owes(String receiver) {
    return !statements
        .query(
            row -> 1,
            "select 1 from delivery where receiver = ? and state in ('waiting', 'running') limit 1",
            receiver)
        .isEmpty();
  }

  /**
   * Deliveries in a state, in their order.
   *
   * @param receiver whose, empty for all
   */
  @Transactional
  public List<DeliveryLine> list(String state, String receiver, int most) {
    return statements.query(
        DeliveryQueue::line,
        "select * from delivery where state = ? and (? = '' or receiver = ?)"
            + " order by sequence limit ?",
        state,
        receiver,
        receiver,
        most);
  }

  /** How many deliveries are not ended or are dead letters, by their state. */
  @Transactional
  public Map<String, Long> counts() {
    return statements
        .query(
            row -> Map.entry(row.getString(1), row.getLong(2)),
            "select state, count(*) from delivery where state in ('waiting', 'running', 'failed')"
                + " group by state")
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** For how long the delivery to somebody who listens has waited; zero where none waits. */
  @Transactional
  public Duration age() {
    Instant now = clock.instant();
    return statements
        .query(
            row -> time(row, "created_at"),
            "select d.created_at from delivery d join receiver r on r.id = d.receiver"
                + " where d.state in ('waiting', 'running') and r.listening"
                + " order by d.created_at limit 1")
        .stream()
        .findFirst()
        .map(oldest -> Duration.between(oldest, now))
        .orElse(Duration.ZERO);
  }

  /** Forgets what arrived before a time. */
  @Transactional
  public int forget(Instant before) {
    return statements.update(
        "delete from delivery where state = 'sent' and finished_at < ?", before);
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getString("receiver"),
        DeliveryKind.of(row.getString("kind")),
        row.getLong("event_number"),
        time(row, "occurred_at"),
        VersionList.read(row.getString("resources")),
        row.getInt("attempts"),
        row.getObject("lease_owner", UUID.class));
  }

  private static DeliveryLine line(ResultSet row) throws SQLException {
    List<VersionId> resources = VersionList.read(row.getString("resources"));
    return new DeliveryLine(
        row.getObject("id", UUID.class),
        row.getString("receiver"),
        row.getString("kind"),
        row.getString("state"),
        row.getInt("attempts"),
        resources.isEmpty() ? "" : resources.get(0).reference(),
        time(row, "created_at"),
        time(row, "due_at"),
        row.getString("failure"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    Instant time = Statements.instant(row, column);
    if (time == null) {
      throw new IllegalStateException(column + " is never null");
    }
    return time;
  }
}
