package org.einthoven.server.audit.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * How the transparency log is, as metrics and beside readiness. ECGs are taken in whatever it says:
 * somebody has to look, and patients do not wait for it.
 */
@Readiness
@Singleton
public class LogHealth implements HealthCheck {

  private static final double MILLIS = 1000.0;
  private static final Duration LATE = Duration.ofSeconds(1);

  private final LeafSequencer sequencer;
  private final LogTree tree;
  private final Checkpoints checkpoints;

  LogHealth(LeafSequencer sequencer, LogTree tree, Checkpoints checkpoints) {
    this.sequencer = sequencer;
    this.tree = tree;
    this.checkpoints = checkpoints;
  }

  void register(@Observes StartupEvent start, MeterRegistry registry) {
    Gauge.builder("einthoven.audit.waiting.age", this, log -> log.age().toMillis() / MILLIS)
        .description("How long a leaf of the transparency log has waited; above a second: alarm")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder(
            "einthoven.audit.refused", checkpoints, all -> all.refusal().isEmpty() ? 0.0 : 1.0)
        .description("1 when the log is not what was signed before, and no more is signed: alarm")
        .register(registry);
  }

  private Duration age() {
    return tree.waitingFor(sequencer.drained());
  }

  @Override
  public HealthCheckResponse call() {
    Duration age = age();
    String refusal = checkpoints.refusal();
    return HealthCheckResponse.named("Transparency log")
        .up()
        .withData("waitingMillis", age.toMillis())
        .withData("late", age.compareTo(LATE) > 0)
        .withData("checkpoints", refusal.isEmpty() ? "signed" : "refused: " + refusal)
        .build();
  }
}
