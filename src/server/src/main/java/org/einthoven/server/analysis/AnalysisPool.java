package org.einthoven.server.analysis;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.einthoven.server.config.EinthovenSettings;
import org.jboss.logging.Logger;

/**
 * The threads that analyse: as many as there are cores unless set otherwise, since an analysis
 * keeps a core busy from end to end.
 */
@Singleton
public class AnalysisPool {

  private static final Logger LOG = Logger.getLogger(AnalysisPool.class);

  private final int threads;
  private final ExecutorService executor;
  private final Semaphore free;
  private final Semaphore immediate;
  private final Duration grace;

  AnalysisPool(EinthovenSettings settings) {
    EinthovenSettings.Analysis analysis = settings.analysis();
    this.threads = analysis.threads().orElse(Runtime.getRuntime().availableProcessors());
    this.free = new Semaphore(threads);
    this.immediate = new Semaphore(analysis.immediate().orElse(4 * threads));
    this.grace = analysis.grace();
    AtomicInteger number = new AtomicInteger();
    this.executor =
        Executors.newFixedThreadPool(
            threads, work -> new Thread(work, "analysis-" + number.incrementAndGet()));
  }

  /** How many threads there are. */
  public int threads() {
    return threads;
  }

  /** Takes up to so many free threads as the worker may use now, waiting a while for the first. */
  int takeFree(Duration patience) throws InterruptedException {
    if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return 0;
    }
    int taken = 1;
    while (taken < threads && free.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  /** Gives back threads that were taken and not used. */
  void giveBack(int count) {
    free.release(count);
  }

  /** Runs work on a thread that was taken; it is free again after that. */
  void execute(Runnable work) {
    executor.execute(
        () -> {
          try {
            work.run();
          } finally {
            free.release();
          }
        });
  }

  /** Takes a place among the analyses that somebody waits for; empty where all are taken. */
  Optional<Place> takePlace() {
    return immediate.tryAcquire() ? Optional.of(new Place(immediate)) : Optional.empty();
  }

  /** Runs work beside the worker's, as soon as a thread is free. */
  <T> Future<T> submit(Supplier<T> work) {
    return executor.submit(work::get);
  }

  /** A place among the analyses that somebody waits for, until it is closed. */
  static final class Place {

    private final Semaphore places;
    private boolean open = true;

    private Place(Semaphore places) {
      this.places = places;
    }

    synchronized void leave() {
      if (open) {
        open = false;
        places.release();
      }
    }
  }

  @PreDestroy
  void stop() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("analyses in hand are left to the next start");
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      executor.shutdownNow();
    }
  }
}
