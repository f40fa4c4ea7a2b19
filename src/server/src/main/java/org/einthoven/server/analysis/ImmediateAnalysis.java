package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.ResourceId;

/**
 * Analysis while the sender waits.
 *
 * <p>Open a {@link Seat} before anything is stored: where there is none, nothing was taken that
 * could be lost. Then register the recording as claimed by the seat, commit, and analyse.
 */
@Singleton
public class ImmediateAnalysis {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final AnalysisPool pool;
  private final Analysis analysis;
  private final ReportWaiting waiting;
  private final IdSource ids;
  private final Duration lease;

  ImmediateAnalysis(
      AnalysisPool pool,
      Analysis analysis,
      ReportWaiting waiting,
      IdSource ids,
      EinthovenSettings settings) {
    this.pool = pool;
    this.analysis = analysis;
    this.waiting = waiting;
    this.ids = ids;
    this.lease = settings.analysis().lease();
  }

  /**
   * Takes a place among those that are waited for.
   *
   * @throws AnalysisBusyException when all are taken
   */
  public Seat open() {
    return new Seat(
        pool.takePlace().orElseThrow(() -> new AnalysisBusyException(RETRY_AFTER)), ids.next());
  }

  /** A place among the analyses that are waited for. Close it whatever happens. */
  public final class Seat implements AutoCloseable {

    private final AnalysisPool.Place place;
    private final UUID owner;

    private Seat(AnalysisPool.Place place, UUID owner) {
      this.place = place;
      this.owner = owner;
    }

    /** Whose the lease is. */
    public UUID owner() {
      return owner;
    }

    /** How long the lease lasts. */
    public Duration leaseTime() {
      return lease;
    }

    /**
     * Analyses a recording that was registered as claimed by this seat, after that was committed.
     *
     * @return the DiagnosticReport
     * @throws AnalysisFailedException when there is none now; a worker may still make it later
     */
    public ResourceId analyse(JobLease claimed) {
      try {
        Optional<ResourceId> report = pool.submit(() -> analysis.run(claimed)).get();
        return report.orElseThrow(
            () -> new AnalysisFailedException("the analysis failed; its Task says more"));
      } catch (ExecutionException | CancellationException | RejectedExecutionException e) {
        throw new AnalysisFailedException("the analysis did not end; it is tried again");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AnalysisFailedException("the analysis was interrupted; it is tried again");
      }
    }

    /**
     * Waits for the report of a recording that another analyses.
     *
     * @return the DiagnosticReport
     * @throws AnalysisFailedException when there is none within the patience set
     */
    public ResourceId await(UUID recording) {
      return waiting.await(recording);
    }

    /** When a wait that begins now ends, for several reports together. */
    public Instant end() {
      return waiting.end();
    }

    /**
     * The same, waiting no longer than until then.
     *
     * @throws AnalysisFailedException when there is none by then
     */
    public ResourceId await(UUID recording, Instant end) {
      return waiting.await(recording, end);
    }

    @Override
    public void close() {
      place.leave();
    }
  }
}
