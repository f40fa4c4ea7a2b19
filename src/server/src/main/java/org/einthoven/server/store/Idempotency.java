package org.einthoven.server.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Requests that carry an Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header) are
 * carried out once for each sender and key.
 *
 * <p>The key is claimed in the transaction of the work. Whoever comes with the same key meanwhile
 * waits for its end: then the answer is there, or, if the work failed, the key is free again.
 */
@Singleton
public class Idempotency {

  private final Keys keys;
  private final Clock clock;

  @Singleton
  static class Keys
      implements PanacheRepositoryBase<IdempotencyKeyEntity, IdempotencyKeyEntity.Pair> {}

  Idempotency(Keys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** What is to be done with a request. */
  public sealed interface Claim {

    /** Carry it out, and note the answer in the same transaction. */
    record First() implements Claim {}

    /** Give this answer again. */
    record Answered(StoredAnswer answer) implements Claim {}

    /** Refuse it: the key was used for another request (422). */
    record OtherRequest() implements Claim {}
  }

  /**
   * Claims a key in the caller's transaction.
   *
   * @param requestSha256 what makes two requests the same: method, address and body
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Claim claim(String sender, String key, String requestSha256) {
    int added =
        keys.getEntityManager()
            .createNativeQuery(
                "insert into idempotency_key (sender, key, request_sha256, created_at)"
                    + " values (:sender, :key, :request, :now) on conflict do nothing")
            .setParameter("sender", sender)
            .setParameter("key", key)
            .setParameter("request", requestSha256)
            .setParameter("now", clock.instant())
            .executeUpdate();
    if (added == 1) {
      return new Claim.First();
    }
    IdempotencyKeyEntity found = keys.findById(new IdempotencyKeyEntity.Pair(sender, key));
    if (!found.requestSha256.equals(requestSha256)) {
      return new Claim.OtherRequest();
    }
    Integer status = found.status;
    byte[] body = found.body;
    if (status == null || body == null) {
      throw new IllegalStateException("a request was carried out without noting its answer");
    }
    return new Claim.Answered(
        new StoredAnswer(status, found.location, found.contentType, Compression.unpack(body)));
  }

  /** Notes the answer to a request whose key was claimed in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void answered(String sender, String key, StoredAnswer answer) {
    int noted =
        keys.update(
            "status = ?1, location = ?2, contentType = ?3, body = ?4 where sender = ?5 and key = ?6",
            answer.status(),
            answer.location(),
            answer.contentType(),
            Compression.pack(answer.body()),
            sender,
            key);
    if (noted != 1) {
      throw new IllegalStateException("the key was not claimed");
    }
  }
}
