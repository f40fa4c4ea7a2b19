package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ECGs that were accepted and cannot be analysed. */
@Singleton
public class NotAssessedStore {

  private final EntityManager manager;
  private final Clock clock;

  NotAssessedStore(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param repeatKey what two copies of it have in common, a SHA-256
   * @param sender who sent it
   * @param payloadSha256 the bytes it came in
   * @param payloadPlace where in those bytes
   * @param sources the Observations of it, in the order in which they were sent
   * @param report the DiagnosticReport that says why it is not assessed
   */
  public record Kept(
      String repeatKey,
      String sender,
      String payloadSha256,
      String payloadPlace,
      List<ResourceId> sources,
      ResourceId report) {

    /** Copies the list. */
    public Kept {
      sources = List.copyOf(sources);
    }
  }

  /**
   * Keeps one in the caller's transaction unless the same is there. If another transaction is just
   * keeping it, this waits for its end.
   *
   * @return the one that was there before; empty where there was none
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Kept> keep(Kept added) {
    int rows =
        manager
            .createNativeQuery(
                "insert into not_assessed (repeat_key, received_at, sender, payload_sha256,"
                    + " payload_place, sources, report_id) values (:repeatKey, :receivedAt,"
                    + " :sender, :payloadSha256, :payloadPlace, string_to_array(:sources, ' '),"
                    + " :reportId) on conflict do nothing")
            .setParameter("repeatKey", added.repeatKey())
            .setParameter("receivedAt", clock.instant())
            .setParameter("sender", added.sender())
            .setParameter("payloadSha256", added.payloadSha256())
            .setParameter("payloadPlace", added.payloadPlace())
            .setParameter(
                "sources",
                String.join(" ", added.sources().stream().map(ResourceId::reference).toList()))
            .setParameter("reportId", added.report().id())
            .executeUpdate();
    return rows == 1 ? Optional.empty() : Optional.of(withRepeatKey(added.repeatKey()));
  }

  /** Notes in the caller's transaction that another report was made for the same content. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void reportedAgain(String repeatKey, ResourceId report) {
    manager
        .createNativeQuery(
            "update not_assessed set report_id = :report where repeat_key = :repeatKey")
        .setParameter("report", report.id())
        .setParameter("repeatKey", repeatKey)
        .executeUpdate();
  }

  private Kept withRepeatKey(String repeatKey) {
    Object[] row =
        (Object[])
            manager
                .createNativeQuery(
                    "select sender, payload_sha256, payload_place, array_to_string(sources, ' '),"
                        + " report_id from not_assessed where repeat_key = :repeatKey")
                .setParameter("repeatKey", repeatKey)
                .getSingleResult();
    return new Kept(
        repeatKey,
        (String) row[0],
        (String) row[1],
        (String) row[2],
        Stream.of(((String) row[3]).split(" ")).map(ResourceId::of).toList(),
        new ResourceId("DiagnosticReport", (String) row[4]));
  }
}
