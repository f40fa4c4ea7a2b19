package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cards that the CDS Hooks service answered with, and what became of them. */
@Singleton
public class CdsHookRecords {

  private final EntityManager manager;
  private final IdSource ids;
  private final Clock clock;

  CdsHookRecords(EntityManager manager, IdSource ids, Clock clock) {
    this.manager = manager;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A card.
   *
   * @param report the report it tells of, as a reference or an address
   */
  public record Card(UUID id, String hook, String hookInstance, String indicator, String report) {}

  /**
   * What a user did with a card.
   *
   * @param outcome {@code accepted} or {@code overridden}
   * @param at when, as the client says
   */
  public record Feedback(
      UUID card,
      String outcome,
      Instant at,
      @Nullable String overrideSystem,
      @Nullable String overrideCode,
      @Nullable String comment) {

    /** Without the comment, which may tell of a patient. */
    @Override
    public String toString() {
      return "Feedback[" + card + ", " + outcome + "]";
    }
  }

  /** Keeps cards before they are answered. */
  @Transactional
  public void keep(List<Card> cards) {
    for (Card card : cards) {
      manager
          .createNativeQuery(
              "insert into cds_card (id, created_at, hook, hook_instance, indicator, report)"
                  + " values (:id, :now, :hook, :instance, :indicator, :report)")
          .setParameter("id", card.id())
          .setParameter("now", clock.instant())
          .setParameter("hook", card.hook())
          .setParameter("instance", card.hookInstance())
          .setParameter("indicator", card.indicator())
          .setParameter("report", card.report())
          .executeUpdate();
    }
  }

  /** Whether a card was answered. */
  @Transactional
  public boolean knows(UUID card) {
    return !manager
        .createNativeQuery("select 1 from cds_card where id = :id")
        .setParameter("id", card)
        .getResultList()
        .isEmpty();
  }

  /** Keeps feedback, all or none. */
  @Transactional
  public void add(List<Feedback> feedback) {
    for (Feedback each : feedback) {
      manager
          .createNativeQuery(
              "insert into cds_feedback (id, card, received_at, outcome, outcome_at,"
                  + " override_system, override_code, user_comment) values (:id, :card, :now,"
                  + " :outcome, :at, cast(:system as text), cast(:code as text),"
                  + " cast(:comment as text))")
          .setParameter("id", ids.next())
          .setParameter("card", each.card())
          .setParameter("now", clock.instant())
          .setParameter("outcome", each.outcome())
          .setParameter("at", each.at())
          .setParameter("system", each.overrideSystem())
          .setParameter("code", each.overrideCode())
          .setParameter("comment", each.comment())
          .executeUpdate();
    }
  }

  /** The feedback on a card, in the order in which it came. */
  @Transactional
  public List<Feedback> of(UUID card) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select outcome, outcome_at, override_system, override_code, user_comment"
                    + " from cds_feedback where card = :card order by id",
                Object[].class)
            .setParameter("card", card)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Feedback(
                    card,
                    (String) row[0],
                    (Instant) row[1],
                    (String) row[2],
                    (String) row[3],
                    (String) row[4]))
        .toList();
  }
}
