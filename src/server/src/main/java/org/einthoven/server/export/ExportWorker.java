package org.einthoven.server.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.server.background.QueueThreads;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.export.ExportJobs;
import org.einthoven.server.store.export.ExportLease;
import org.einthoven.server.store.export.ExportLostException;
import org.einthoven.server.store.export.ExportWaiting;
import org.jboss.logging.Logger;

/**
 * Carries exports out, one at a time, so that they leave the machine to those who wait for an
 * answer. An export that a stop or a crash interrupts is begun again; one that fails as often as
 * attempts are given has failed.
 */
@Singleton
public class ExportWorker {

  private static final Logger LOG = Logger.getLogger(ExportWorker.class);

  private static final int ATTEMPTS = 3;
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** It stops by itself: what is in hand is given back. */
  private static final Duration UNTIL_IT_STOPS = Duration.ZERO;

  private final ExportJobs jobs;
  private final BulkExport export;
  private final Clock clock;
  private final boolean enabled;
  private final Duration keep;
  private final UUID owner;
  private final QueueThreads threads;

  ExportWorker(
      ExportJobs jobs, BulkExport export, Clock clock, IdSource ids, EinthovenSettings settings) {
    this.jobs = jobs;
    this.export = export;
    this.clock = clock;
    this.enabled = settings.export().worker();
    this.keep = settings.export().keep();
    this.owner = ids.next();
    this.threads = new QueueThreads("bulk-export", 1, this::workOnce, this::keepUp);
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      threads.start();
    }
  }

  void exportCommitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) ExportWaiting event) {
    threads.wake();
  }

  /** Before the database goes: what is in hand is given back. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    export.stop();
    threads.stop(UNTIL_IT_STOPS);
  }

  /**
   * Carries one export out, if one waits.
   *
   * @return whether one was claimed
   */
  boolean workOnce() {
    Optional<ExportLease> claimed;
    try {
      claimed = jobs.claim(owner, QueueThreads.LEASE);
    } catch (RuntimeException e) {
      LOG.warnf("no export could be claimed: %s", e.getClass().getName());
      return false;
    }
    claimed.ifPresent(this::run);
    return claimed.isPresent();
  }

  private void run(ExportLease lease) {
    try {
      if (lease.attempt() > ATTEMPTS) {
        giveUp(lease, "it was interrupted " + ATTEMPTS + " times");
        return;
      }
      export.run(lease);
    } catch (ExportLostException e) {
      LOG.infof("export %s: cancelled", lease.request().id());
    } catch (ExportStoppedException e) {
      jobs.again(lease, Duration.ZERO);
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      failed(lease, e);
    }
  }

  private void failed(ExportLease lease, Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = "the server failed: " + root.getClass().getSimpleName();
    LOG.warnf("export %s, attempt %d: %s", lease.request().id(), lease.attempt(), reason);
    try {
      if (lease.attempt() < ATTEMPTS) {
        jobs.again(lease, RETRY);
      } else {
        giveUp(lease, reason);
      }
    } catch (RuntimeException e) {
      // The lease ends by itself, and the export is claimed again.
      LOG.warnf("export %s: the failure could not be noted", lease.request().id());
    }
  }

  private void giveUp(ExportLease lease, String reason) {
    QuarkusTransaction.requiringNew().run(() -> jobs.failed(lease, reason));
  }

  private void keepUp() {
    try {
      jobs.renew(owner, QueueThreads.LEASE);
      jobs.expire(clock.instant().minus(keep));
    } catch (RuntimeException e) {
      LOG.warnf("exports could not be kept up: %s", e.getClass().getName());
    }
  }
}
