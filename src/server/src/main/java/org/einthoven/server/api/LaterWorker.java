package org.einthoven.server.api;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.einthoven.server.background.QueueThreads;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.IdSource;
import org.einthoven.server.store.async.AsyncInteractions;
import org.einthoven.server.store.async.InteractionLease;
import org.einthoven.server.store.async.InteractionLostException;
import org.einthoven.server.store.async.InteractionWaiting;
import org.jboss.logging.Logger;

/**
 * Carries interactions out in the background, a few at a time. One that a stop or a crash
 * interrupts is begun again where nothing of it can have been stored, and has failed otherwise:
 * nothing is done twice.
 */
@Singleton
public class LaterWorker {

  private static final Logger LOG = Logger.getLogger(LaterWorker.class);

  private static final int ATTEMPTS = 3;
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final AsyncInteractions interactions;
  private final LaterInteraction later;
  private final boolean enabled;
  private final UUID owner;
  private final QueueThreads threads;

  LaterWorker(
      AsyncInteractions interactions,
      LaterInteraction later,
      IdSource ids,
      EinthovenSettings settings) {
    this.interactions = interactions;
    this.later = later;
    this.enabled = settings.async().worker();
    this.owner = ids.next();
    this.threads =
        new QueueThreads("later", settings.async().threads(), this::workOnce, this::renew);
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      threads.start();
    }
  }

  void added(@Observes(during = TransactionPhase.AFTER_SUCCESS) InteractionWaiting event) {
    threads.wake();
  }

  /** Before the database goes: what is in hand is finished, if that does not take long. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    threads.stop(GRACE);
  }

  /**
   * Carries one interaction out, if one waits.
   *
   * @return whether one was claimed
   */
  boolean workOnce() {
    Optional<InteractionLease> claimed;
    try {
      claimed = interactions.claim(owner, QueueThreads.LEASE);
    } catch (RuntimeException e) {
      LOG.warnf("no request could be claimed: %s", e.getClass().getName());
      return false;
    }
    claimed.ifPresent(this::run);
    return claimed.isPresent();
  }

  private void run(InteractionLease lease) {
    try {
      if (lease.attempt() > 1 && !lease.interaction().again()) {
        giveUp(
            lease,
            "the server stopped while it was carried out, and some of it may be stored."
                + " Look before it is sent again");
      } else if (lease.attempt() > ATTEMPTS) {
        giveUp(lease, "the server stopped or failed " + ATTEMPTS + " times");
      } else {
        later.run(lease);
      }
    } catch (InteractionLostException e) {
      LOG.infof("request %s: cancelled", lease.request());
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      LOG.warnf(
          "request %s, attempt %d: %s", lease.request(), lease.attempt(), e.getClass().getName());
      failed(lease);
    }
  }

  private void failed(InteractionLease lease) {
    try {
      if (!lease.interaction().again() || lease.attempt() >= ATTEMPTS) {
        giveUp(lease, "the server failed; its log says more under " + lease.request());
      } else {
        interactions.again(lease, RETRY);
      }
    } catch (RuntimeException e) {
      // The lease ends by itself once this process does.
      LOG.warnf("request %s: the failure could not be noted", lease.request());
    }
  }

  private void giveUp(InteractionLease lease, String reason) {
    QuarkusTransaction.requiringNew().run(() -> interactions.failed(lease, reason));
  }

  private void renew() {
    try {
      interactions.renew(owner, QueueThreads.LEASE);
    } catch (RuntimeException e) {
      LOG.warnf("leases could not be renewed: %s", e.getClass().getName());
    }
  }
}
