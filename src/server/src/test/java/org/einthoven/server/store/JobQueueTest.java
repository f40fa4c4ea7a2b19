package org.einthoven.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(TestDatabase.class)
class JobQueueTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(2);

  @Inject JobQueue.Jobs jobs;
  @Inject Event<JobWaiting> waiting;
  @Inject Event<JobEnded> ended;
  @Inject PayloadStore payloads;
  @Inject RecordingStore recordings;
  @Inject IdSource ids;

  private UUID me;
  private UUID other;

  @BeforeEach
  void emptyTheQueue() {
    QuarkusTransaction.requiringNew().run(() -> jobs.deleteAll());
    me = ids.next();
    other = ids.next();
  }

  @Test
  void aJobIsClaimedOnceWhileItsLeaseLasts() {
    UUID recording = add(NOON);
    assertThat(claim(NOON, me, 10)).containsExactly(new JobLease(recording, me, 1));
    assertThat(claim(NOON.plus(LEASE).minusMillis(1), other, 10)).isEmpty();
    assertThat(queue(NOON).state(recording)).contains(JobState.RUNNING);
  }

  @Test
  void aJobWhoseLeaseEndedIsClaimedAgainAndTheFirstOwnerCannotEndIt() {
    UUID recording = add(NOON);
    JobLease first = claim(NOON, me, 1).get(0);
    Instant later = NOON.plus(LEASE);
    JobLease second = claim(later, other, 1).get(0);

    assertThat(second).isEqualTo(new JobLease(recording, other, 2));
    assertThatThrownBy(() -> run(() -> queue(later).done(first)))
        .hasStackTraceContaining(LeaseLostException.class.getName());
    assertThat(inTransaction(() -> queue(later).again(first, Duration.ZERO, "late"))).isFalse();
    run(() -> queue(later).done(second));
    assertThat(queue(later).state(recording)).contains(JobState.DONE);
  }

  @Test
  void evenTheSameOwnerCannotEndAJobByAnEarlierLease() {
    add(NOON);
    JobLease first = claim(NOON, me, 1).get(0);
    Instant later = NOON.plus(LEASE);
    claim(later, me, 1);
    assertThatThrownBy(() -> run(() -> queue(later).done(first)))
        .hasStackTraceContaining(LeaseLostException.class.getName());
  }

  @Test
  void aRenewedLeaseLastsLonger() {
    add(NOON);
    claim(NOON, me, 1);
    Instant later = NOON.plusSeconds(100);
    assertThat(inTransaction(() -> queue(later).renew(me, LEASE))).isEqualTo(1);
    assertThat(claim(NOON.plus(LEASE), other, 1)).isEmpty();
    assertThat(claim(later.plus(LEASE), other, 1)).hasSize(1);
  }

  @Test
  void aJobGivenBackWaitsForItsDelay() {
    add(NOON);
    JobLease lease = claim(NOON, me, 1).get(0);
    assertThat(inTransaction(() -> queue(NOON).again(lease, Duration.ofSeconds(30), "why")))
        .isTrue();
    assertThat(claim(NOON.plusSeconds(29), other, 1)).isEmpty();
    assertThat(claim(NOON.plusSeconds(30), other, 1).get(0).attempt()).isEqualTo(2);
  }

  @Test
  void finishedJobsAreNeverClaimed() {
    UUID done = add(NOON);
    run(() -> queue(NOON).done(claim(NOON, me, 1).get(0)));
    UUID failed = add(NOON);
    run(() -> queue(NOON).failed(claim(NOON, me, 1).get(0), "why"));

    assertThat(claim(NOON.plus(Duration.ofDays(1000)), other, 10)).isEmpty();
    assertThat(queue(NOON).state(done)).contains(JobState.DONE);
    assertThat(queue(NOON).state(failed)).contains(JobState.FAILED);
    assertThat(queue(NOON).counts()).containsEntry(JobState.FAILED, 1L);
  }

  @Test
  void aJobOfATransactionThatFailedIsNotThere() {
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      queue(NOON).add(recording());
                      throw new IllegalStateException("on purpose");
                    }))
        .hasStackTraceContaining("on purpose");
    assertThat(claim(NOON, me, 10)).isEmpty();
  }

  @Test
  void theAgeIsThatOfTheLongestDueJob() {
    assertThat(queue(NOON).age()).isEqualTo(Duration.ZERO);
    add(NOON);
    add(NOON.plusSeconds(5));
    assertThat(inTransaction(() -> queue(NOON.plusSeconds(7)).age()))
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void manyWorkersShareTheJobsWithoutEverGettingTheSame() throws Exception {
    List<UUID> added = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      added.add(add(NOON));
    }
    List<Callable<List<UUID>>> workers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      UUID owner = ids.next();
      workers.add(
          () -> {
            List<UUID> mine = new ArrayList<>();
            List<JobLease> claimed = claim(NOON, owner, 3);
            while (!claimed.isEmpty()) {
              claimed.forEach(lease -> mine.add(lease.recording()));
              claimed = claim(NOON, owner, 3);
            }
            return mine;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    List<UUID> claimed = new ArrayList<>();
    try {
      for (Future<List<UUID>> worker : threads.invokeAll(workers)) {
        claimed.addAll(worker.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(claimed).containsExactlyInAnyOrderElementsOf(added);
  }

  private JobQueue queue(Instant now) {
    return new JobQueue(jobs, Clock.fixed(now, ZoneOffset.UTC), waiting, ended);
  }

  private UUID add(Instant now) {
    return inTransaction(
        () -> {
          UUID recording = recording();
          queue(now).add(recording);
          return recording;
        });
  }

  private List<JobLease> claim(Instant now, UUID owner, int most) {
    return inTransaction(() -> queue(now).claim(owner, most, LEASE));
  }

  private UUID recording() {
    UUID id = ids.next();
    String payload = payloads.keep(new byte[] {1}, "text/plain");
    Recording recording = SampleRecordings.of(1);
    recordings.keep(
        new NewRecording(
            id,
            id.toString(),
            "tester",
            recording,
            EncodedSignal.of(recording),
            payload,
            "",
            new ResourceId("Observation", id.toString()),
            id.toString()));
    return id;
  }

  private static void run(Runnable work) {
    QuarkusTransaction.joiningExisting().run(work);
  }

  private static <T> T inTransaction(Callable<T> work) {
    return QuarkusTransaction.joiningExisting().call(work);
  }
}
