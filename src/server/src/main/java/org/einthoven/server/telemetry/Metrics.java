package org.einthoven.server.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.einthoven.server.store.JobQueue;
import org.einthoven.server.store.JobState;
import org.einthoven.server.store.ShadowScore;

/** What the server counts. Labels are few and fixed: no sender, patient or id is among them. */
@Singleton
public class Metrics {

  private final MeterRegistry registry;
  private final JobQueue jobs;

  Metrics(MeterRegistry registry, JobQueue jobs) {
    this.registry = registry;
    this.jobs = jobs;
  }

  void register(@Observes StartupEvent start) {
    for (JobState state : JobState.values()) {
      Gauge.builder("einthoven.jobs", jobs, queue -> queue.counts().get(state))
          .description("Analysis jobs by state")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("einthoven.queue.age", jobs, queue -> queue.age().toMillis() / 1000.0)
        .description("How long the longest due job has been waiting for a worker")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Counts a recording that was accepted, new or repeated. */
  public void recordingAccepted(boolean repeated) {
    Counter.builder("einthoven.recordings.accepted")
        .description("Recordings accepted")
        .tag("kind", repeated ? "repeat" : "new")
        .register(registry)
        .increment();
  }

  /** Counts an access token that does not hold. */
  public void loginFailed() {
    Counter.builder("einthoven.logins.failed")
        .description("Access tokens that did not hold")
        .register(registry)
        .increment();
  }

  /** Counts a request in which somebody broke the glass. */
  public void glassBroken() {
    Counter.builder("einthoven.emergency.access")
        .description("Requests beyond the patient of their token, in an emergency")
        .register(registry)
        .increment();
  }

  /** Notes how long an analysis took and how it ended. */
  public void analysed(Duration duration, boolean succeeded) {
    Timer.builder("einthoven.analysis")
        .description("Time from the claim of a job to its stored report")
        .tag("outcome", succeeded ? "report" : "failure")
        .publishPercentileHistogram()
        .register(registry)
        .record(duration);
  }

  /** Counts what a model in shadow made of a recording. */
  public void shadowScored(ShadowScore score) {
    Counter.builder("einthoven.shadow.recordings")
        .description("Recordings that a model in shadow was given")
        .tag("model", score.model())
        .tag("outcome", score.failure() == null ? "scored" : "failed")
        .register(registry)
        .increment();
    score
        .agreement()
        .forEach(
            (head, agreement) -> {
              agreed(score.model(), head, "same", agreement.same());
              agreed(score.model(), head, "different", agreement.different());
            });
  }

  private void agreed(String model, String head, String answer, long count) {
    Counter.builder("einthoven.shadow.answers")
        .description("Beats or findings of a model in shadow, against the active model's")
        .tag("model", model)
        .tag("head", head)
        .tag("answer", answer)
        .register(registry)
        .increment((double) count);
  }
}
