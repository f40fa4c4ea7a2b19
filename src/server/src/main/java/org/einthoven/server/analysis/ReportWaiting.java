package org.einthoven.server.analysis;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.JobEnded;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.JobState;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;

/**
 * Waits for a report that another makes: a worker of this process, whose commit wakes who waits, or
 * another process, for which it looks as often as a worker looks for jobs.
 *
 * <p>Each look is a transaction of its own: the result of another is seen, and no connection is
 * held between two looks.
 */
@Singleton
class ReportWaiting {

  private final RecordingStore recordings;
  private final JobQueue jobs;
  private final Clock clock;
  private final Duration patience;
  private final Duration betweenLooks;
  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

  ReportWaiting(RecordingStore recordings, JobQueue jobs, Clock clock, EinthovenSettings settings) {
    this.recordings = recordings;
    this.jobs = jobs;
    this.clock = clock;
    this.patience = settings.analysis().patience();
    this.betweenLooks = settings.analysis().poll();
  }

  /**
   * Waits for the report of a recording that was accepted.
   *
   * @throws AnalysisFailedException when there is none within the patience set, or the analysis was
   *     given up
   */
  ResourceId await(UUID recording) {
    return await(recording, end());
  }

  /** When a wait that begins now ends. */
  Instant end() {
    return clock.instant().plus(patience);
  }

  /**
   * Waits no longer than until then, and looks at least once.
   *
   * @throws AnalysisFailedException when there is none by then, or the analysis was given up
   */
  ResourceId await(UUID recording, Instant end) {
    // Before the first look, so that no end is missed between a look and a wait.
    Waiter waiter = new Waiter(recording, new Semaphore(0));
    waiters.add(waiter);
    try {
      return await(waiter, end);
    } finally {
      waiters.remove(waiter);
    }
  }

  private ResourceId await(Waiter waiter, Instant end) {
    UUID recording = waiter.recording();
    while (true) {
      Seen seen = QuarkusTransaction.requiringNew().call(() -> look(recording));
      if (seen.report().isPresent()) {
        return seen.report().get();
      }
      if (seen.givenUp()) {
        throw new AnalysisFailedException("the analysis was given up; its Task says more");
      }
      if (!clock.instant().isBefore(end)) {
        throw new AnalysisFailedException("it is being analysed; its Task says how far it is");
      }
      pause(waiter, end);
    }
  }

  /** One who waits; each is another, as a semaphore is. */
  private record Waiter(UUID recording, Semaphore news) {}

  void jobEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobEnded ended) {
    for (Waiter waiter : waiters) {
      if (waiter.recording().equals(ended.recording())) {
        waiter.news().release();
      }
    }
  }

  /** How many wait now. */
  int waiting() {
    return waiters.size();
  }

  private record Seen(Optional<ResourceId> report, boolean givenUp) {}

  private Seen look(UUID recording) {
    // The job first: what it says of the end is never older than what the recording says.
    boolean givenUp = jobs.state(recording).filter(JobState.FAILED::equals).isPresent();
    return new Seen(recordings.facts(recording).flatMap(RecordingFacts::report), givenUp);
  }

  private void pause(Waiter waiter, Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    Duration longest = left.compareTo(betweenLooks) < 0 ? left : betweenLooks;
    try {
      boolean unused = waiter.news().tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AnalysisFailedException("the wait was interrupted; the analysis goes on");
    }
  }
}
