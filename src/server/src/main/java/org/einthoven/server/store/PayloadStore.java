package org.einthoven.server.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** The exact bytes received. Each content is kept once, whoever sent it and how often. */
@Singleton
public class PayloadStore {

  private final Payloads payloads;
  private final Clock clock;

  @Singleton
  static class Payloads implements PanacheRepositoryBase<PayloadEntity, String> {}

  PayloadStore(Payloads payloads, Clock clock) {
    this.payloads = payloads;
    this.clock = clock;
  }

  /**
   * A payload.
   *
   * @param mediaType the type that its first sender gave
   * @param bytes exactly as received
   */
  public record Payload(String mediaType, byte[] bytes) {

    @Override
    public String toString() {
      return "Payload[" + mediaType + ", " + bytes.length + " bytes]";
    }
  }

  /**
   * Keeps bytes in the caller's transaction.
   *
   * @return their SHA-256
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public String keep(byte[] bytes, String mediaType) {
    String sha256 = Hash.sha256(bytes);
    payloads
        .getEntityManager()
        .createNativeQuery(
            "insert into payload (sha256, media_type, size, content, received_at)"
                + " values (:sha256, :mediaType, :size, :content, :receivedAt)"
                + " on conflict do nothing")
        .setParameter("sha256", sha256)
        .setParameter("mediaType", mediaType)
        .setParameter("size", (long) bytes.length)
        .setParameter("content", Compression.packFast(bytes))
        .setParameter("receivedAt", clock.instant())
        .executeUpdate();
    return sha256;
  }

  /**
   * The payload with this SHA-256.
   *
   * @throws DamagedException where the bytes that are kept are not those that were received
   */
  @Transactional
  public Optional<Payload> payload(String sha256) {
    return payloads.findByIdOptional(sha256).map(found -> payload(sha256, found));
  }

  private static Payload payload(String sha256, PayloadEntity found) {
    byte[] bytes;
    try {
      bytes = Compression.unpack(found.content);
    } catch (RuntimeException e) {
      throw new DamagedException("payload " + sha256);
    }
    if (!Hash.sha256(bytes).equals(sha256)) {
      throw new DamagedException("payload " + sha256);
    }
    return new Payload(found.mediaType, bytes);
  }
}
