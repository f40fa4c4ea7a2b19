package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the model is loaded and the worker takes jobs. */
@Readiness
@Singleton
public class WorkerReadiness implements HealthCheck {

  private final Models models;
  private final AnalysisWorker worker;

  WorkerReadiness(Models models, AnalysisWorker worker) {
    this.models = models;
    this.worker = worker;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Analysis")
        .status(worker.isWell())
        .withData("model", models.identity().name())
        .withData("weights", models.identity().weightsSha256())
        .build();
  }
}
