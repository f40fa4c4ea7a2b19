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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.export.ExportJobs;
import org.einthoven.server.store.export.ExportLease;
import org.einthoven.server.store.export.ExportLostException;
import org.einthoven.server.store.export.ExportWaiting;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries exports out, one at a time, so that they leave the machine to those who wait for an
 * answer. An export that a stop or a crash interrupts is begun again; one that fails as often as
 * attempts are given has failed.
 */
@Singleton
public class ExportWorker {

  private static final Logger LOG = Logger.getLogger(ExportWorker.class);

  private static final int ATTEMPTS = 3;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration UPKEEP = Duration.ofSeconds(20);

  private final ExportJobs jobs;
  private final BulkExport export;
  private final Clock clock;
  private final boolean enabled;
  private final Duration keep;
  private final UUID owner;
  private final Semaphore news = new Semaphore(0);
  private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;
  private @Nullable Thread thread;

  ExportWorker(
      ExportJobs jobs, BulkExport export, Clock clock, IdSource ids, EinthovenSettings settings) {
    this.jobs = jobs;
    this.export = export;
    this.clock = clock;
    this.enabled = settings.export().worker();
    this.keep = settings.export().keep();
    this.owner = ids.next();
  }

  void start(@Observes StartupEvent event) {
    if (!enabled) {
      return;
    }
    running = true;
    long period = UPKEEP.toMillis();
    var unused = upkeep.scheduleWithFixedDelay(this::keepUp, 0, period, TimeUnit.MILLISECONDS);
    Thread started = new Thread(this::work, "bulk-export");
    thread = started;
    started.start();
  }

  void exportCommitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) ExportWaiting event) {
    news.release();
  }

  /** Before the database goes: what is in hand is given back. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    running = false;
    export.stop();
    news.release();
    Thread working = thread;
    if (working != null) {
      working.join();
    }
    upkeep.shutdownNow();
  }

  private void work() {
    while (running) {
      try {
        news.drainPermits();
        if (!workOnce()) {
          boolean unused = news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Carries one export out, if one waits.
   *
   * @return whether one was claimed
   */
  boolean workOnce() {
    Optional<ExportLease> claimed;
    try {
      claimed = jobs.claim(owner, LEASE);
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
      jobs.renew(owner, LEASE);
      jobs.expire(clock.instant().minus(keep));
    } catch (RuntimeException e) {
      LOG.warnf("exports could not be kept up: %s", e.getClass().getName());
    }
  }
}
