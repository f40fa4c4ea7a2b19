package org.einthoven.server.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Threads that carry out what waits in a queue of the database. They are woken when this process
 * adds something, and look by themselves now and then for what another process left, what is due
 * again and whose lease has ended.
 */
public final class QueueThreads {

  /** For how long a claim holds; it is renewed well before. */
  public static final Duration LEASE = Duration.ofMinutes(1);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration UPKEEP = Duration.ofSeconds(20);

  private final String name;
  private final int count;
  private final BooleanSupplier workOnce;
  private final Runnable keepUp;
  private final Semaphore news = new Semaphore(0);
  private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  /**
   * Threads that are not started yet.
   *
   * @param workOnce claims something and carries it out; false when nothing waits. It throws
   *     nothing
   * @param keepUp renews leases; called three times in the time of one. It throws nothing
   */
  public QueueThreads(String name, int count, BooleanSupplier workOnce, Runnable keepUp) {
    this.name = name;
    this.count = count;
    this.workOnce = workOnce;
    this.keepUp = keepUp;
  }

  /** Begins; once. */
  public void start() {
    running = true;
    var unused = upkeep.scheduleWithFixedDelay(keepUp, 0, UPKEEP.toMillis(), TimeUnit.MILLISECONDS);
    for (int i = 1; i <= count; i++) {
      Thread thread = new Thread(this::work, count == 1 ? name : name + "-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Something was added. */
  public void wake() {
    news.release();
  }

  /**
   * Claims nothing more, and waits for what is in hand.
   *
   * @param grace how long to wait for each thread; zero for as long as it takes
   */
  public void stop(Duration grace) throws InterruptedException {
    running = false;
    news.release(count);
    for (Thread thread : threads) {
      thread.join(grace.toMillis());
    }
    upkeep.shutdownNow();
  }

  private void work() {
    while (running) {
      try {
        if (!workOnce.getAsBoolean()) {
          boolean unused = news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
