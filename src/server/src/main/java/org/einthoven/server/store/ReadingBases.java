package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Texts that name the release, platform and settings of readings, each once, by their SHA-256. */
@Singleton
public class ReadingBases {

  private final EntityManager manager;
  private final Clock clock;

  ReadingBases(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  /**
   * Keeps a text in the caller's transaction, unless it is there.
   *
   * @return its SHA-256
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public String keep(String content) {
    String sha256 = Hash.sha256(content.getBytes(StandardCharsets.UTF_8));
    if (of(sha256).isEmpty()) {
      manager
          .createNativeQuery(
              "insert into reading_basis (sha256, content, created_at)"
                  + " values (:sha256, :content, :now) on conflict do nothing")
          .setParameter("sha256", sha256)
          .setParameter("content", content)
          .setParameter("now", clock.instant())
          .executeUpdate();
    }
    return sha256;
  }

  /**
   * The text with this hash.
   *
   * @throws DamagedException where the text that is kept is another one
   */
  @Transactional
  public Optional<String> of(String sha256) {
    List<?> found =
        manager
            .createNativeQuery(
                "select content from reading_basis where sha256 = :sha256", String.class)
            .setParameter("sha256", sha256)
            .getResultList();
    Optional<String> content = found.stream().map(String.class::cast).findFirst();
    if (content.isPresent()
        && !Hash.sha256(content.get().getBytes(StandardCharsets.UTF_8)).equals(sha256)) {
      throw new DamagedException("reading_basis " + sha256);
    }
    return content;
  }
}
