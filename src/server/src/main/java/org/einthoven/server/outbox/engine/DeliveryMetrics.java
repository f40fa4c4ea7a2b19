package org.einthoven.server.outbox.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.einthoven.server.outbox.CriticalReports;
import org.einthoven.server.outbox.delivery.DeliveryQueue;

/** What deliveries count; no receiver is among the labels. */
@Singleton
class DeliveryMetrics {

  private static final double MILLIS = 1000.0;

  private final MeterRegistry registry;
  private final DeliveryQueue queue;
  private final CriticalReports critical;

  DeliveryMetrics(MeterRegistry registry, DeliveryQueue queue, CriticalReports critical) {
    this.registry = registry;
    this.queue = queue;
    this.critical = critical;
  }

  void register(@Observes StartupEvent start) {
    for (String state : List.of("waiting", "running", "failed")) {
      Gauge.builder("einthoven.deliveries", queue, all -> all.counts().getOrDefault(state, 0L))
          .description("Deliveries that are not ended, and dead letters")
          .tag("state", state)
          .register(registry);
    }
    Gauge.builder("einthoven.delivery.age", queue, all -> all.age().toMillis() / MILLIS)
        .description("For how long the delivery that waits longest has been there")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("einthoven.critical.unacknowledged", critical, CriticalReports::open)
        .description("Critical reports that contacts were told of and nobody acknowledged")
        .register(registry);
  }

  /** Counts an attempt by its outcome: delivered, retry or dead. */
  void attempted(String outcome) {
    Counter.builder("einthoven.delivery.attempts")
        .description("Attempts to deliver")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }
}
