package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.einthoven.server.intake.Intake;
import org.einthoven.server.intake.Registration;
import org.einthoven.server.intake.Submissions;
import org.einthoven.server.store.ShadowScore.Agreement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(TestDatabase.class)
class ShadowScoresTest {

  private static final int SLOTS = 64;
  private static final int RECORDINGS = 10;

  /** More than there are slots, none of them registered: what scores belong to does not matter. */
  private static final int MANY = 4 * SLOTS;

  @Inject ShadowScores scores;
  @Inject Intake intake;
  @Inject Submissions submissions;
  @Inject EntityManager manager;
  @Inject IdSource ids;

  private final List<UUID> recordings = new ArrayList<>();

  @BeforeEach
  void recordingsWithoutScores() {
    execute("delete from shadow_score");
    for (int i = 0; i < RECORDINGS; i++) {
      int seed = 71 + i;
      Registration.New accepted =
          (Registration.New)
              QuarkusTransaction.requiringNew()
                  .call(
                      () ->
                          intake.registerClaimed(
                              submissions.of(SampleRecordings.of(seed), ids.next().toString()),
                              ids.next(),
                              Duration.ofMinutes(2)));
      recordings.add(accepted.lease().orElseThrow().recording());
    }
  }

  @Test
  void whatIsToldOfManyScoresIsWhatIsStored() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int which = i % 100;
      keep(which, score("dfnet/2.0.0", which, random), score("dfnet/3.0.0", which, random));
    }

    assertThat(told()).isEqualTo(stored()).hasSize(12);
    assertThat(scores.compared().get(0).scored() + scores.compared().get(0).failed())
        .as("one that was scored three times counts once")
        .isEqualTo(100);
  }

  @Test
  void anotherActiveModelTakesTheRecordingOverToItsPair() {
    keep(1, score("dfnet/2.0.0", "dfnet/1.0.0", 1, Map.of("beat", new Agreement(9, 1))));
    keep(1, score("dfnet/2.0.0", "dfnet/1.5.0", 1, Map.of("beat", new Agreement(7, 3))));

    assertThat(scores.compared())
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.activeModel()).isEqualTo("dfnet/1.5.0");
              assertThat(pair.scored()).isOne();
              assertThat(pair.agreement()).isEqualTo(Map.of("beat", new Agreement(7, 3)));
            });
  }

  @Test
  void scoresThatAreDeletedNoLongerCount() {
    keep(1, score("dfnet/2.0.0", 1, new Random(2)), score("dfnet/2.0.0", 2, new Random(3)));
    execute("delete from shadow_score where weights_sha256 = '" + weights(1) + "'");
    assertThat(told()).isEqualTo(stored()).isNotEmpty();

    execute("delete from shadow_score");
    assertThat(scores.compared()).isEmpty();
  }

  @Test
  void whatWasStoredBeforeThereWereTalliesIsCountedAsTheMigrationDoes() {
    keep(1, score("dfnet/2.0.0", 1, new Random(2)), score("dfnet/3.0.0", 1, new Random(3)));
    keep(2, score("dfnet/2.0.0", 2, new Random(4)));
    execute("delete from shadow_tally");
    execute("delete from shadow_head_tally");
    assertThat(told()).isEmpty();

    count("select 1 from recount_shadow_scores()");

    assertThat(told()).isEqualTo(stored()).isNotEmpty();
  }

  @Test
  void scoresThatAreStoredAtOnceAllCount() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int from = 25 * thread;
        work.add(
            () -> {
              Random random = new Random(from);
              for (int i = from; i < from + 25; i++) {
                // In another order in every other thread.
                String one = from % 2 == 0 ? "dfnet/2.0.0" : "dfnet/3.0.0";
                String other = from % 2 == 0 ? "dfnet/3.0.0" : "dfnet/2.0.0";
                keep(i, score(one, i, random), score(other, i, random));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(told()).isEqualTo(stored());
    assertThat(scores.compared()).allMatch(pair -> pair.scored() + pair.failed() == 100);
  }

  @Test
  void aTableThatIsEmptiedLeavesNoTallies() {
    keep(1, score("dfnet/2.0.0", 1, new Random(2)));

    execute("truncate shadow_score");

    assertThat(scores.compared()).isEmpty();
  }

  @Test
  void askingReadsNoMoreRowsThanThereAreSlots() {
    execute("alter table shadow_score drop constraint shadow_score_recording_fkey");
    try {
      execute(
          "insert into shadow_score (recording, model, weights_sha256, manifest_sha256,"
              + " active_model, active_weights_sha256, attempt, created_at, scores, agreement)"
              + " select gen_random_uuid(), 'dfnet/2.0.0', repeat('a', 64), repeat('b', 64),"
              + " 'dfnet/1.0.0', repeat('c', 64), 1, now(), '{}',"
              + " '{\"beat\": {\"same\": 9, \"different\": 1}}' from generate_series(1, "
              + MANY
              + ")");

      String ofPair = " where active_model = 'dfnet/1.0.0' and model = 'dfnet/2.0.0'";
      assertThat(count("select count(*) from shadow_tally" + ofPair))
          .isBetween(SLOTS / 2L, (long) SLOTS);
      assertThat(count("select count(*) from shadow_head_tally" + ofPair + " and head = 'beat'"))
          .isBetween(SLOTS / 2L, (long) SLOTS);
      assertThat(told()).isEqualTo(stored());
    } finally {
      execute("delete from shadow_score");
      execute(
          "alter table shadow_score add constraint shadow_score_recording_fkey"
              + " foreign key (recording) references recording");
    }
  }

  private void keep(int number, ShadowScore... some) {
    UUID recording = recordings.get(number % RECORDINGS);
    QuarkusTransaction.requiringNew()
        .run(() -> scores.keep(new JobLease(recording, recording, 1), List.of(some)));
  }

  private void execute(String sql) {
    QuarkusTransaction.requiringNew().run(() -> manager.createNativeQuery(sql).executeUpdate());
  }

  private long count(String sql) {
    return QuarkusTransaction.requiringNew()
        .call(() -> ((Number) manager.createNativeQuery(sql).getSingleResult()).longValue());
  }

  private Map<String, Long> sums(String sql) {
    Map<String, Long> sums = new TreeMap<>();
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(() -> manager.createNativeQuery(sql, Object[].class).getResultList());
    for (Object each : rows) {
      Object[] row = (Object[]) each;
      sums.put((String) row[0], ((Number) row[1]).longValue());
    }
    return sums;
  }

  /** As the rows say, one by one: pair and what of it, to a number. */
  private Map<String, Long> stored() {
    return sums(
        "select active_model || ' ' || model || ' scored', count(scores) from shadow_score"
            + " group by active_model, model union all"
            + " select active_model || ' ' || model || ' failed', count(failure) from shadow_score"
            + " group by active_model, model union all"
            + " select active_model || ' ' || model || ' ' || head.key || ' same',"
            + " sum(cast(head.value ->> 'same' as bigint)) from shadow_score,"
            + " jsonb_each(agreement) as head group by active_model, model, head.key union all"
            + " select active_model || ' ' || model || ' ' || head.key || ' different',"
            + " sum(cast(head.value ->> 'different' as bigint)) from shadow_score,"
            + " jsonb_each(agreement) as head group by active_model, model, head.key");
  }

  private Map<String, Long> told() {
    Map<String, Long> told = new TreeMap<>();
    for (ShadowScores.Compared pair : scores.compared()) {
      String name = pair.activeModel() + " " + pair.model() + " ";
      told.put(name + "scored", pair.scored());
      told.put(name + "failed", pair.failed());
      pair.agreement()
          .forEach(
              (head, found) -> {
                told.put(name + head + " same", found.same());
                told.put(name + head + " different", found.different());
              });
    }
    return told;
  }

  private ShadowScore score(String model, int weights, Random random) {
    if (random.nextInt(5) == 0) {
      return new ShadowScore(
          model,
          weights(weights),
          "b".repeat(64),
          "dfnet/1.0.0",
          "c".repeat(64),
          null,
          Map.of(),
          "failed");
    }
    return score(
        model,
        "dfnet/1.0.0",
        weights,
        Map.of(
            "beat", new Agreement(random.nextInt(20), random.nextInt(5)),
            "infarction", new Agreement(1, 0)));
  }

  private ShadowScore score(
      String model, String active, int weights, Map<String, Agreement> agreement) {
    return new ShadowScore(
        model, weights(weights), "b".repeat(64), active, "c".repeat(64), "{}", agreement, null);
  }

  /** Other weights make another row of the same recording. */
  private static String weights(int number) {
    return String.format(Locale.ROOT, "%064d", number);
  }
}
