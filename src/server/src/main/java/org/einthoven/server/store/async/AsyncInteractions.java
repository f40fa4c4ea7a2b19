package org.einthoven.server.store.async;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.einthoven.server.store.Compression;
import org.einthoven.server.store.LeasedRows;

/**
 * The interactions that are carried out in the background, as a queue for any number of processes.
 * What a process does whose lease has ended has no effect.
 */
@Singleton
public class AsyncInteractions {

  private static final String LEASED =
      " where request = :request and lease_owner = :owner and attempts = :attempt";

  private final EntityManager manager;
  private final LeasedRows rows;
  private final Clock clock;
  private final Event<InteractionWaiting> waiting;

  AsyncInteractions(
      EntityManager manager, DataSource database, Clock clock, Event<InteractionWaiting> waiting) {
    this.manager = manager;
    this.rows = new LeasedRows(database, clock, "async_interaction", "request", "");
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Adds what a request asks for, in the caller's transaction.
   *
   * @param permissions what the requester may do, as text
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(UUID request, Interaction asked, String permissions) {
    manager
        .createNativeQuery(
            "insert into async_interaction (request, method, address, base, lenient, media_type,"
                + " body, if_match, if_none_exist, again, state, attempts, due_at, permissions) values (:request, :method, :address,"
                + " :base, :lenient, :mediaType, :body, :ifMatch, :ifNoneExist, :again, 'waiting', 0, :now,"
                + " :permissions)")
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
        .setParameter("permissions", permissions)
        .setParameter("now", clock.instant())
        .executeUpdate();
    waiting.fire(new InteractionWaiting(request));
  }

  /** Claims an interaction that waits, or whose lease has ended. */
  @Transactional
  public Optional<InteractionLease> claim(UUID owner, Duration lease) {
    return rows.claim(owner, lease).map(claim -> lease(claim, owner));
  }

  private InteractionLease lease(LeasedRows.Claim claim, UUID owner) {
    Object[] row =
        (Object[])
            manager
                .createNativeQuery(
                    "select a.requester, i.method, i.address, i.base, i.lenient, i.media_type,"
                        + " i.body, i.if_match, i.if_none_exist, i.again, i.permissions from async_interaction i"
                        + " join async_request a on a.id = i.request where i.request = :request",
                    Object[].class)
                .setParameter("request", claim.id())
                .getSingleResult();
    return new InteractionLease(
        claim.id(),
        (String) row[0],
        (String) row[10],
        new Interaction(
            (String) row[1],
            (String) row[2],
            (String) row[3],
            (Boolean) row[4],
            (String) row[5],
            Compression.unpack((byte[]) row[6]),
            (String) row[7],
            (String) row[8],
            (Boolean) row[9]),
        owner,
        claim.attempt());
  }

  /** Makes the leases of an owner last longer. */
  @Transactional
  public void renew(UUID owner, Duration lease) {
    rows.renew(owner, lease);
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
    rows.again(new LeasedRows.Claim(lease.request(), lease.attempt()), lease.owner(), delay);
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
