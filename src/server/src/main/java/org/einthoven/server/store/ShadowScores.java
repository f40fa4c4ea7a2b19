package org.einthoven.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.einthoven.server.store.ShadowScore.Agreement;
import org.jspecify.annotations.Nullable;

/** The scores of models in shadow, and how often they are those of the active model. */
@Singleton
public class ShadowScores {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Agreement>> BY_HEAD = new TypeReference<>() {};

  private static final Comparator<ShadowScore> BY_MODEL =
      Comparator.comparing(ShadowScore::activeModel)
          .thenComparing(ShadowScore::model)
          .thenComparing(ShadowScore::weightsSha256);

  private final EntityManager manager;
  private final Clock clock;

  ShadowScores(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  /**
   * How one model in shadow compares to one active model over all recordings that both scored.
   *
   * @param activeModel id and version of the active model
   * @param model id and version of the one in shadow
   * @param scored how many recordings it scored
   * @param failed on how many it failed
   * @param first when the first of them was, scored again since or not
   * @param last when the last of them was
   * @param agreement by head
   */
  public record Compared(
      String activeModel,
      String model,
      long scored,
      long failed,
      Instant first,
      Instant last,
      Map<String, Agreement> agreement) {}

  /**
   * Keeps scores in the caller's transaction, which holds the report too. A recording that is
   * scored again by the same model keeps the last scores.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(JobLease lease, List<ShadowScore> scores) {
    // In one order everywhere, so that two transactions never wait for each other's counts.
    for (ShadowScore score : scores.stream().sorted(BY_MODEL).toList()) {
      manager
          .createNativeQuery(
              "insert into shadow_score (recording, model, weights_sha256, manifest_sha256,"
                  + " active_model, active_weights_sha256, attempt, created_at, scores, agreement,"
                  + " failure) values (:recording, :model, :weights, :manifest, :activeModel,"
                  + " :activeWeights, :attempt, :now, cast(cast(:scores as text) as jsonb),"
                  + " cast(cast(:agreement as text) as jsonb), cast(:failure as text))"
                  + " on conflict (recording, model, weights_sha256) do update set"
                  + " manifest_sha256 = excluded.manifest_sha256,"
                  + " active_model = excluded.active_model,"
                  + " active_weights_sha256 = excluded.active_weights_sha256,"
                  + " attempt = excluded.attempt, created_at = excluded.created_at,"
                  + " scores = excluded.scores, agreement = excluded.agreement,"
                  + " failure = excluded.failure")
          .setParameter("recording", lease.recording())
          .setParameter("model", score.model())
          .setParameter("weights", score.weightsSha256())
          .setParameter("manifest", score.manifestSha256())
          .setParameter("activeModel", score.activeModel())
          .setParameter("activeWeights", score.activeWeightsSha256())
          .setParameter("attempt", lease.attempt())
          .setParameter("now", clock.instant())
          .setParameter("scores", score.scores())
          .setParameter("agreement", score.failure() == null ? write(score.agreement()) : null)
          .setParameter("failure", score.failure())
          .executeUpdate();
    }
  }

  /** The scores of a recording, by model. */
  @Transactional
  public List<ShadowScore> of(UUID recording) {
    List<?> rows =
        manager
            .createNativeQuery(
                "select model, weights_sha256, manifest_sha256, active_model,"
                    + " active_weights_sha256, cast(scores as text), cast(agreement as text),"
                    + " failure from shadow_score where recording = :recording order by model",
                Object[].class)
            .setParameter("recording", recording)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new ShadowScore(
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    (String) row[3],
                    (String) row[4],
                    (String) row[5],
                    read((String) row[6]),
                    (String) row[7]))
        .toList();
  }

  /**
   * Every pair of an active model and one in shadow that scored the same recordings. It is added up
   * when scores are stored (V6 of the migrations), so that asking costs the same however many there
   * are.
   */
  @Transactional
  public List<Compared> compared() {
    Map<String, Map<String, Agreement>> agreements = agreements();
    List<?> rows =
        manager
            .createNativeQuery(
                "select active_model, model, sum(scored), sum(failed), min(first_at), max(last_at)"
                    + " from shadow_tally group by active_model, model"
                    + " having sum(scored) + sum(failed) > 0 order by active_model, model",
                Object[].class)
            .getResultList();
    List<Compared> compared = new ArrayList<>();
    for (Object each : rows) {
      Object[] row = (Object[]) each;
      compared.add(
          new Compared(
              (String) row[0],
              (String) row[1],
              ((Number) row[2]).longValue(),
              ((Number) row[3]).longValue(),
              (Instant) row[4],
              (Instant) row[5],
              agreements.getOrDefault(row[0] + " " + row[1], Map.of())));
    }
    return List.copyOf(compared);
  }

  private Map<String, Map<String, Agreement>> agreements() {
    List<?> rows =
        manager
            .createNativeQuery(
                "select active_model, model, head, sum(same), sum(different) from shadow_head_tally"
                    + " group by active_model, model, head having sum(recordings) > 0"
                    + " order by head",
                Object[].class)
            .getResultList();
    Map<String, Map<String, Agreement>> agreements = new LinkedHashMap<>();
    for (Object each : rows) {
      Object[] row = (Object[]) each;
      agreements
          .computeIfAbsent(row[0] + " " + row[1], pair -> new LinkedHashMap<>())
          .put(
              (String) row[2],
              new Agreement(((Number) row[3]).longValue(), ((Number) row[4]).longValue()));
    }
    return agreements;
  }

  private static String write(Map<String, Agreement> agreement) {
    try {
      return JSON.writeValueAsString(agreement);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("two numbers by name can be written", e);
    }
  }

  private static Map<String, Agreement> read(@Nullable String agreement) {
    if (agreement == null) {
      return Map.of();
    }
    try {
      return JSON.readValue(agreement, BY_HEAD);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the agreement of a model in shadow is not readable", e);
    }
  }
}
