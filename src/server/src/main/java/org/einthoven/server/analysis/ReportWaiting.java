package org.einthoven.server.analysis;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.JobState;
import org.einthoven.server.store.RecordingFacts;
import org.einthoven.server.store.RecordingStore;
import org.einthoven.server.store.ResourceId;

/**
 * Waits for a report that another makes, a worker or another process.
 *
 * <p>Each look is a transaction of its own: the result of another is seen, and no connection is
 * held between two looks.
 */
@Singleton
class ReportWaiting {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final RecordingStore recordings;
  private final JobQueue jobs;
  private final Clock clock;
  private final Duration patience;

  ReportWaiting(RecordingStore recordings, JobQueue jobs, Clock clock, EinthovenSettings settings) {
    this.recordings = recordings;
    this.jobs = jobs;
    this.clock = clock;
    this.patience = settings.analysis().patience();
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
      pause();
    }
  }

  private record Seen(Optional<ResourceId> report, boolean givenUp) {}

  private Seen look(UUID recording) {
    // The job first: what it says of the end is never older than what the recording says.
    boolean givenUp = jobs.state(recording).filter(JobState.FAILED::equals).isPresent();
    return new Seen(recordings.facts(recording).flatMap(RecordingFacts::report), givenUp);
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AnalysisFailedException("the wait was interrupted; the analysis goes on");
    }
  }
}
