package org.einthoven.server.store.async;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.server.store.Compression;

/**
 * The interactions that are carried out in the background, as a queue for any number of processes.
 * What a process does whose lease has ended has no effect.
 */
@Singleton
public class AsyncInteractions {

  private static final String LEASED =
      " where request = :request and lease_owner = :owner and attempts = :attempt";

  private final EntityManager manager;
  private final Clock clock;
  private final Event<InteractionWaiting> waiting;

  AsyncInteractions(EntityManager manager, Clock clock, Event<InteractionWaiting> waiting) {
    this.manager = manager;
    this.clock = clock;
    this.waiting = waiting;
  }

  /** Adds what a request asks for, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(UUID request, Interaction asked) {
    manager
        .createNativeQuery(
            "insert into async_interaction (request, method, address, base, lenient, media_type,"
                + " body, if_match, if_none_exist, again, state, attempts, due_at) values (:request,"
                + " :method, :address, :base, :lenient, :mediaType, :body, :ifMatch, :ifNoneExist,"
                + " :again, 'waiting', 0, :now)")
        .setParameter("request", request)
        .setParameter("method", asked.method())
        .setParameter("address", asked.address())
        .setParameter("base", asked.base())
        .setParameter("lenient", asked.lenient())
        .setParameter("mediaType", asked.mediaType())
        .setParameter("body", Compression.pack(asked.body()))
        .setParameter("ifMatch", asked.ifMatch())
        .setParameter("ifNoneExist", asked.ifNoneExist())
        .setParameter("again", asked.again())
        .setParameter("now", clock.instant())
        .executeUpdate();
    waiting.fire(new InteractionWaiting(request));
  }

  /** Claims an interaction that waits, or whose lease has ended. */
  @Transactional
  public Optional<InteractionLease> claim(UUID owner, Duration lease) {
    Instant now = clock.instant();
    List<?> rows =
        manager
            .createNativeQuery(
                "update async_interaction i set state = 'running', attempts = attempts + 1,"
                    + " lease_owner = :owner, due_at = :until from async_request a"
                    + " where a.id = i.request and i.request = (select request"
                    + " from async_interaction where state in ('waiting', 'running')"
                    + " and due_at <= :now order by due_at limit 1 for update skip locked)"
                    + " returning i.request, a.requester, i.method, i.address, i.base, i.lenient,"
                    + " i.media_type, i.body, i.if_match, i.if_none_exist, i.again, i.attempts",
                Object[].class)
            .setParameter("owner", owner)
            .setParameter("until", now.plus(lease))
            .setParameter("now", now)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new InteractionLease(
                    (UUID) row[0],
                    (String) row[1],
                    new Interaction(
                        (String) row[2],
                        (String) row[3],
                        (String) row[4],
                        (Boolean) row[5],
                        (String) row[6],
                        Compression.unpack((byte[]) row[7]),
                        (String) row[8],
                        (String) row[9],
                        (Boolean) row[10]),
                    owner,
                    ((Number) row[11]).intValue()))
        .findFirst();
  }

  /** Makes the leases of an owner last longer. */
  @Transactional
  public void renew(UUID owner, Duration lease) {
    manager
        .createNativeQuery(
            "update async_interaction set due_at = :until where lease_owner = :owner"
                + " and state = 'running'")
        .setParameter("until", clock.instant().plus(lease))
        .setParameter("owner", owner)
        .executeUpdate();
  }

  /**
   * Keeps the answer in the caller's transaction, which holds what was done.
   *
   * @throws InteractionLostException when it was cancelled or claimed by another: nothing must be
   *     kept
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void done(InteractionLease lease, byte[] answer) {
    int ended =
        manager
            .createNativeQuery(
                "update async_interaction set state = 'done', lease_owner = null, answer = :answer,"
                    + " body = ''"
                    + LEASED)
            .setParameter("answer", Compression.pack(answer))
            .setParameter("request", lease.request())
            .setParameter("owner", lease.owner())
            .setParameter("attempt", lease.attempt())
            .executeUpdate();
    finished(lease, ended);
  }

  /**
   * Gives an interaction up in the caller's transaction.
   *
   * @param failure why, without patient data
   * @throws InteractionLostException when it was cancelled or claimed by another
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void failed(InteractionLease lease, String failure) {
    int ended =
        manager
            .createNativeQuery(
                "update async_interaction set state = 'failed', lease_owner = null,"
                    + " failure = :failure, body = ''"
                    + LEASED)
            .setParameter("failure", failure)
            .setParameter("request", lease.request())
            .setParameter("owner", lease.owner())
            .setParameter("attempt", lease.attempt())
            .executeUpdate();
    finished(lease, ended);
  }

  /** Gives an interaction back to be begun again after a while; nothing where it was lost. */
  @Transactional
  public void again(InteractionLease lease, Duration delay) {
    manager
        .createNativeQuery(
            "update async_interaction set state = 'waiting', lease_owner = null, due_at = :due"
                + LEASED)
        .setParameter("due", clock.instant().plus(delay))
        .setParameter("request", lease.request())
        .setParameter("owner", lease.owner())
        .setParameter("attempt", lease.attempt())
        .executeUpdate();
  }

  private void finished(InteractionLease lease, int ended) {
    if (ended == 0) {
      throw new InteractionLostException();
    }
    manager
        .createNativeQuery("update async_request set finished_at = :now where id = :request")
        .setParameter("now", clock.instant())
        .setParameter("request", lease.request())
        .executeUpdate();
  }

  /** How far the interaction of a request is; empty where the request asks for none. */
  @Transactional
  public Optional<InteractionState> of(UUID request) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select state, failure, answer from async_interaction where request = :request",
                Object[].class)
            .setParameter("request", request)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new InteractionState(
                    "running".equals(row[0]),
                    (String) row[1],
                    row[2] == null ? null : Compression.unpack((byte[]) row[2])))
        .findFirst();
  }
}
