package org.einthoven.server.outbox.engine;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.einthoven.server.config.DeliverySettings;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.outbox.MessageWaiting;
import org.einthoven.server.outbox.OutboxMessages;
import org.einthoven.server.outbox.delivery.Delivery;
import org.einthoven.server.outbox.delivery.DeliveryQueue;
import org.einthoven.server.outbox.receiver.Escalation;
import org.einthoven.server.outbox.receiver.FanOut;
import org.einthoven.server.outbox.receiver.Heartbeats;
import org.einthoven.server.store.IdSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages from the outbox to their receivers. It wakes when this process commits one, and
 * looks by itself now and then for what another process left, what is due again and whose lease has
 * ended.
 */
@Singleton
public class DeliveryEngine {

  private static final Logger LOG = Logger.getLogger(DeliveryEngine.class);
  private static final int BATCH = 100;
  private static final Duration BETWEEN_CLEANING = Duration.ofHours(1);

  private final FanOut fanOut;
  private final Escalation escalation;
  private final Heartbeats heartbeats;
  private final OutboxMessages messages;
  private final DeliveryQueue queue;
  private final Delivering delivering;
  private final Clock clock;
  private final DeliverySettings settings;
  private final UUID owner;
  private final Semaphore news = new Semaphore(0);
  private final Semaphore free;
  private final ExecutorService threads;
  private Instant cleaned = Instant.MIN;
  private Instant nextLook = Instant.MIN;
  private volatile boolean running;
  private @Nullable Thread dispatcher;

  DeliveryEngine(
      FanOut fanOut,
      Escalation escalation,
      Heartbeats heartbeats,
      OutboxMessages messages,
      DeliveryQueue queue,
      Delivering delivering,
      Clock clock,
      IdSource ids,
      EinthovenSettings settings) {
    this.fanOut = fanOut;
    this.escalation = escalation;
    this.heartbeats = heartbeats;
    this.messages = messages;
    this.queue = queue;
    this.delivering = delivering;
    this.clock = clock;
    this.settings = settings.delivery();
    this.owner = ids.next();
    this.free = new Semaphore(this.settings.threads());
    this.threads = Executors.newFixedThreadPool(this.settings.threads());
  }

  void start(@Observes StartupEvent event) {
    if (!settings.worker()) {
      LOG.info("this process notes what others are to be told and leaves telling them to others");
      return;
    }
    running = true;
    Thread thread = new Thread(this::dispatch, "delivery-dispatcher");
    dispatcher = thread;
    thread.start();
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageWaiting event) {
    news.release();
  }

  /** Before the database goes: no new claims; requests in hand end by themselves. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    running = false;
    news.release();
    Thread thread = dispatcher;
    if (thread != null) {
      thread.join();
    }
    threads.shutdown();
    if (!threads.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
  }

  private void dispatch() {
    while (running) {
      try {
        news.drainPermits();
        if (!work()) {
          boolean unused = news.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warnf("nothing could be delivered: %s", e.getClass().getName());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(settings.poll().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there may be more to do at once. */
  private boolean work() {
    boolean more = handOn() == BATCH;
    onTime();
    int seats = free.drainPermits();
    List<Delivery> claimed = List.of();
    try {
      claimed = seats == 0 ? List.of() : queue.claim(owner, seats, settings.lease());
    } finally {
      free.release(seats - claimed.size());
    }
    claimed.forEach(delivery -> threads.execute(() -> deliver(delivery)));
    return more;
  }

  private void deliver(Delivery delivery) {
    try {
      delivering.run(delivery);
    } catch (RuntimeException e) {
      // The database is away: the lease ends by itself.
      LOG.warnf("delivery %s could not be ended: %s", delivery.id(), e.getClass().getName());
    } finally {
      free.release();
      news.release();
    }
  }

  /** One message that fails must not hold the others up. */
  private int handOn() {
    try {
      return fanOut.run(BATCH);
    } catch (FanOut.MessageException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      LOG.errorf("message %s: %s", e.message(), cause.getClass().getName());
      messages.postpone(e.message(), cause.getClass().getName());
      return BATCH;
    }
  }

  /** What falls due by the clock; a busy server need not look for it with every message. */
  private void onTime() {
    Instant now = clock.instant();
    if (now.isBefore(nextLook)) {
      return;
    }
    nextLook = now.plus(settings.poll());
    escalation.run();
    heartbeats.run();
    clean(now);
  }

  private void clean(Instant now) {
    if (cleaned.isBefore(now.minus(BETWEEN_CLEANING))) {
      cleaned = now;
      queue.forget(now.minus(settings.keep()));
      messages.forget(now.minus(settings.keep()));
    }
  }
}
