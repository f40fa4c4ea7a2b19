package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.einthoven.document.PageContent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.inference.reading.Comparison;
import org.einthoven.inference.reading.Examination;
import org.einthoven.inference.reading.Reading;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.LeaseLostException;
import org.einthoven.server.store.ResourceId;
import org.einthoven.server.store.RetryPolicy;
import org.einthoven.server.store.ShadowScore;
import org.einthoven.server.store.VersionConflictException;
import org.einthoven.server.telemetry.Metrics;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries out one job: recording in, stored report out. */
@Singleton
public class Analysis {

  private static final Logger LOG = Logger.getLogger(Analysis.class);

  /** Two first reports of a model both store its Device; the second finds it there next time. */
  private static final int WRITE_ATTEMPTS = 3;

  private final ReportWriting store;
  private final RecordingReader reader;
  private final EarlierEcgs earlierEcgs;
  private final ShadowScoring shadows;
  private final JobQueue jobs;
  private final Metrics metrics;
  private final RandomGenerator random;
  private final Clock clock;
  private final RetryPolicy retries;

  Analysis(
      ReportWriting store,
      RecordingReader reader,
      EarlierEcgs earlierEcgs,
      ShadowScoring shadows,
      JobQueue jobs,
      Metrics metrics,
      RandomGenerator random,
      Clock clock,
      EinthovenSettings settings) {
    this.store = store;
    this.reader = reader;
    this.earlierEcgs = earlierEcgs;
    this.shadows = shadows;
    this.jobs = jobs;
    this.metrics = metrics;
    this.random = random;
    this.clock = clock;
    EinthovenSettings.Analysis analysis = settings.analysis();
    this.retries =
        new RetryPolicy(analysis.attempts(), analysis.firstRetry(), analysis.longestRetry());
  }

  /**
   * Analyses the recording of a lease and stores the report. A failure gives the job back to be
   * tried again, or gives it up.
   *
   * @return the DiagnosticReport; empty where there is none now
   */
  public Optional<ResourceId> run(JobLease lease) {
    Instant began = clock.instant();
    try {
      if (lease.attempt() > retries.attempts()) {
        store.giveUp(lease, "the analysis ended without a result " + retries.attempts() + " times");
        return Optional.empty();
      }
      Recording recording = store.recording(lease);
      Examination examination = reader.examine(recording);
      List<ShadowScore> scores = shadows.score(examination);
      ReportContext.Earlier earlier = earlier(lease, recording, examination.reading());
      ResourceId report = complete(lease, recording, examination.reading(), earlier, scores);
      metrics.analysed(Duration.between(began, clock.instant()), true);
      scores.forEach(metrics::shadowScored);
      return Optional.of(report);
    } catch (LeaseLostException e) {
      LOG.warn(e.getMessage());
      return Optional.empty();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      metrics.analysed(Duration.between(began, clock.instant()), false);
      failed(lease, e);
      return Optional.empty();
    }
  }

  /** The ECG before is read anew by the model of now, so that two models are never compared. */
  private ReportContext.@Nullable Earlier earlier(
      JobLease lease, Recording recording, Reading reading) {
    return earlierEcgs
        .before(lease, recording)
        .map(
            found ->
                new ReportContext.Earlier(
                    found.report().reference(),
                    found.when(),
                    Comparison.of(reader.examine(found.recording()).reading(), reading)))
        .orElse(null);
  }

  private ResourceId complete(
      JobLease lease,
      Recording recording,
      Reading reading,
      ReportContext.@Nullable Earlier earlier,
      List<ShadowScore> scores) {
    PageContent plain = PageContent.of(recording, reading);
    PageContent page = earlier == null ? plain : plain.withParagraph(earlier.sentence());
    for (int attempt = 1; attempt < WRITE_ATTEMPTS; attempt++) {
      try {
        return store.complete(lease, reading, page, earlier, scores);
      } catch (VersionConflictException e) {
        LOG.debugf("recording %s: written again, since %s", lease.recording(), e.getMessage());
      }
    }
    return store.complete(lease, reading, page, earlier, scores);
  }

  private void failed(JobLease lease, Throwable failure) {
    String reason = "the analysis failed: " + FailureReason.of(failure);
    LOG.warnf("recording %s, attempt %d: %s", lease.recording(), lease.attempt(), reason);
    try {
      if (retries.isLast(lease.attempt())) {
        store.giveUp(lease, reason);
      } else {
        jobs.again(lease, retries.delay(lease.attempt(), random), reason);
      }
    } catch (RuntimeException e) {
      // The lease ends by itself, and the job is claimed again.
      LOG.warnf(
          "recording %s: the failure could not be noted: %s",
          lease.recording(), FailureReason.of(e));
    }
  }
}
