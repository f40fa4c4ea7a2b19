package org.einthoven.server.store.async;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests that are answered later, whatever they ask for. */
@Singleton
public class AsyncRequests {

  /** Held while a request is added, so that no two together exceed the limit. */
  private static final long ADDING = 0x61_73_79_6e_63L;

  private final EntityManager manager;
  private final Clock clock;

  AsyncRequests(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  /**
   * Adds a request in the caller's transaction, and removes those that have expired.
   *
   * @param most how many may be unfinished
   * @param keep how long an answer is kept
   * @return false when so many are
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean add(UUID id, String requester, String request, int most, Duration keep) {
    Instant now = clock.instant();
    manager
        .createNativeQuery("select cast(pg_advisory_xact_lock(:adding) as text)")
        .setParameter("adding", ADDING)
        .getResultList();
    manager
        .createNativeQuery("delete from async_request where finished_at < :before")
        .setParameter("before", now.minus(keep))
        .executeUpdate();
    return manager
            .createNativeQuery(
                "insert into async_request (id, requester, request, created_at)"
                    + " select :id, :requester, :request, :now where (select count(*)"
                    + " from async_request where finished_at is null) < :most")
            .setParameter("id", id)
            .setParameter("requester", requester)
            .setParameter("request", request)
            .setParameter("now", now)
            .setParameter("most", most)
            .executeUpdate()
        == 1;
  }

  /**
   * How far a request is; empty where there is none that this requester may follow.
   *
   * @param keep how long an answer is kept
   */
  @Transactional
  public Optional<AsyncRequest> find(UUID id, String requester, Duration keep) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select request, cast(extract(epoch from finished_at) * 1000 as bigint)"
                    + " from async_request where id = :id"
                    + " and requester = :requester"
                    + " and (finished_at is null or finished_at >= :since)",
                Object[].class)
            .setParameter("id", id)
            .setParameter("requester", requester)
            .setParameter("since", clock.instant().minus(keep))
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new AsyncRequest(id, requester, (String) row[0], instant(row[1])))
        .findFirst();
  }

  private static @Nullable Instant instant(@Nullable Object milliseconds) {
    return milliseconds == null ? null : Instant.ofEpochMilli(((Number) milliseconds).longValue());
  }

  /** Notes in the caller's transaction that a request has ended. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void finished(UUID id) {
    manager
        .createNativeQuery("update async_request set finished_at = :now where id = :id")
        .setParameter("now", clock.instant())
        .setParameter("id", id)
        .executeUpdate();
  }

  /**
   * Removes a request with its answer, in the caller's transaction.
   *
   * @return false where there is none that this requester may follow
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean remove(UUID id, String requester) {
    return manager
            .createNativeQuery(
                "delete from async_request where id = :id and requester = :requester")
            .setParameter("id", id)
            .setParameter("requester", requester)
            .executeUpdate()
        == 1;
  }
}
