package org.einthoven.server.analysis;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.JobLease;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.JobWaiting;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Claims jobs and has them analysed, as many at a time as there are free threads.
 *
 * <p>It wakes when this process commits a job, and looks by itself now and then for what another
 * process left, what is due again and whose lease has ended.
 */
@Singleton
public class AnalysisWorker {

  private static final Logger LOG = Logger.getLogger(AnalysisWorker.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final int RENEWALS_PER_LEASE = 3;

  private final JobQueue jobs;
  private final Analysis analysis;
  private final AnalysisPool pool;
  private final boolean enabled;
  private final Duration lease;
  private final Duration poll;
  private final UUID owner;
  private final Semaphore news = new Semaphore(0);
  private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;
  private @Nullable Thread dispatcher;

  AnalysisWorker(
      JobQueue jobs,
      Analysis analysis,
      AnalysisPool pool,
      IdSource ids,
      EinthovenSettings settings) {
    this.jobs = jobs;
    this.analysis = analysis;
    this.pool = pool;
    EinthovenSettings.Analysis analysing = settings.analysis();
    this.enabled = analysing.worker();
    this.lease = analysing.lease();
    this.poll = analysing.poll();
    this.owner = ids.next();
  }

  /** Whether it takes jobs, or is not meant to. */
  public boolean isWell() {
    Thread thread = dispatcher;
    return !enabled || (running && thread != null && thread.isAlive());
  }

  void start(@Observes StartupEvent event) {
    if (!enabled) {
      LOG.info("this process accepts recordings and leaves their analysis to others");
      return;
    }
    running = true;
    long period = lease.toMillis() / RENEWALS_PER_LEASE;
    var unused = renewal.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    Thread thread = new Thread(this::dispatch, "analysis-dispatcher");
    dispatcher = thread;
    thread.start();
  }

  void jobCommitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobWaiting event) {
    news.release();
  }

  /** Before the database goes: no new claims; what is in hand is finished by the pool. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    running = false;
    news.release();
    Thread thread = dispatcher;
    if (thread != null) {
      thread.join();
    }
    pool.stop();
    renewal.shutdownNow();
  }

  private void dispatch() {
    while (running) {
      try {
        int threads = pool.takeFree(PATIENCE);
        if (threads == 0) {
          continue;
        }
        news.drainPermits();
        List<JobLease> claimed = claim(threads);
        pool.giveBack(threads - claimed.size());
        claimed.forEach(job -> pool.execute(() -> run(job)));
        if (claimed.isEmpty()) {
          boolean unused = news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void run(JobLease job) {
    try {
      analysis.run(job);
    } catch (Error e) {
      LOG.errorf("recording %s: %s", job.recording(), e.getClass().getName());
      throw e;
    }
  }

  private List<JobLease> claim(int most) {
    try {
      return running ? jobs.claim(owner, most, lease) : List.of();
    } catch (RuntimeException e) {
      LOG.warnf("no job could be claimed: %s", e.getClass().getName());
      return List.of();
    }
  }

  private void renew() {
    try {
      jobs.renew(owner, lease);
    } catch (RuntimeException e) {
      LOG.warnf("leases could not be renewed: %s", e.getClass().getName());
    }
  }
}
