package org.einthoven.server.outbox.engine;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.einthoven.server.audit.AuditTrail;
import org.einthoven.server.audit.AuditedAction;
import org.einthoven.server.audit.AuditedEvent;
import org.einthoven.server.config.DeliverySettings;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.outbox.delivery.Attempt;
import org.einthoven.server.outbox.delivery.Delivery;
import org.einthoven.server.outbox.delivery.DeliveryKind;
import org.einthoven.server.outbox.delivery.DeliveryQueue;
import org.einthoven.server.outbox.delivery.HttpDelivery;
import org.einthoven.server.outbox.delivery.Outgoing;
import org.einthoven.server.outbox.receiver.Rendering;
import org.einthoven.server.outbox.receiver.SubscriptionStates;
import org.einthoven.server.store.RetryPolicy;
import org.jboss.logging.Logger;

/** Carries one claimed delivery out: the request outside any transaction, its end in one. */
@Singleton
public class Delivering {

  private static final Logger LOG = Logger.getLogger(Delivering.class);

  private final DeliveryQueue queue;
  private final Rendering rendering;
  private final HttpDelivery http;
  private final SubscriptionStates states;
  private final AuditTrail audit;
  private final DeliveryMetrics metrics;
  private final RandomGenerator random;
  private final RetryPolicy retries;
  private final Duration longest;

  Delivering(
      DeliveryQueue queue,
      Rendering rendering,
      HttpDelivery http,
      SubscriptionStates states,
      AuditTrail audit,
      DeliveryMetrics metrics,
      RandomGenerator random,
      EinthovenSettings settings) {
    this.queue = queue;
    this.rendering = rendering;
    this.http = http;
    this.states = states;
    this.audit = audit;
    this.metrics = metrics;
    this.random = random;
    DeliverySettings delivery = settings.delivery();
    this.retries =
        new RetryPolicy(delivery.attempts(), delivery.firstRetry(), delivery.longestRetry());
    this.longest = delivery.longestRetry();
  }

  /** Carries a delivery out; whatever happens, it is ended or given back. */
  public void run(Delivery delivery) {
    Attempt attempt;
    try {
      // One that killed every process that tried it comes to an end too.
      attempt =
          delivery.attempt() > retries.attempts()
              ? new Attempt.Refused("every attempt ended with the process that made it")
              : attempt(delivery);
    } catch (RuntimeException e) {
      attempt = new Attempt.Later("fault: " + cause(e).getClass().getName(), null);
    }
    end(delivery, attempt);
  }

  private Attempt attempt(Delivery delivery) {
    Optional<Outgoing> outgoing = rendering.of(delivery);
    return outgoing.isEmpty() ? new Attempt.Delivered() : http.send(outgoing.get(), delivery.id());
  }

  private void end(Delivery delivery, Attempt attempt) {
    if (attempt instanceof Attempt.Delivered) {
      QuarkusTransaction.requiringNew().run(() -> arrived(delivery));
      metrics.attempted("delivered");
    } else if (attempt instanceof Attempt.Later later && !retries.isLast(delivery.attempt())) {
      queue.again(delivery, delay(delivery, later), later.reason());
      metrics.attempted("retry");
    } else {
      String reason =
          attempt instanceof Attempt.Later later
              ? later.reason()
              : ((Attempt.Refused) attempt).reason();
      QuarkusTransaction.requiringNew().run(() -> givenUp(delivery, reason));
      metrics.attempted("dead");
      LOG.warnf("delivery %s to %s given up: %s", delivery.id(), delivery.receiver(), reason);
    }
  }

  private void arrived(Delivery delivery) {
    if (queue.sent(delivery)) {
      states.reached(delivery.receiver());
      if (delivery.kind() == DeliveryKind.EVENT) {
        // Whoever was told of a patient must be found in the trail.
        audit.record(
            new AuditedEvent(
                AuditedAction.EVENT_DELIVERED,
                AuditedEvent.Outcome.SUCCESS,
                AuditedEvent.SERVER,
                delivery.resources().subList(0, 1),
                null,
                delivery.receiver()));
      }
    }
  }

  private void givenUp(Delivery delivery, String reason) {
    if (queue.failed(delivery, reason)) {
      boolean first =
          delivery.kind() == DeliveryKind.CHECK || delivery.kind() == DeliveryKind.HANDSHAKE;
      states.notReached(delivery.receiver(), first, reason);
    }
  }

  private Duration delay(Delivery delivery, Attempt.Later later) {
    Duration own = retries.delay(delivery.attempt(), random);
    Duration asked = later.after();
    if (asked == null || asked.compareTo(own) < 0) {
      return own;
    }
    return asked.compareTo(longest) > 0 ? longest : asked;
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
