package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.validation.Finding;
import org.einthoven.fhir.validation.ProfileValidator;
import org.einthoven.fhir.validation.ValidationOutcome;
import org.einthoven.server.config.EinthovenSettings;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * Validates against R4 and our profiles, as many resources at a time as there are processors, since
 * it is all work and no waiting. The validator is built at the first use, or at the start where
 * every write is validated.
 */
@Singleton
public class Validation {

  private static final int PATIENCE_SECONDS = 30;
  private static final String RETRY_SECONDS = "5";
  private static final int UNPROCESSABLE = 422;

  private final boolean ofWrites;
  private final Semaphore seats = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /** As {@code einthoven.validation.profiles} says. */
  public Validation(EinthovenSettings settings) {
    this.ofWrites = settings.validation().profiles();
  }

  /** Builds the validator before requests are taken that need it. */
  void warm(@Observes StartupEvent start) {
    if (ofWrites) {
      findings("{\"resourceType\":\"Patient\"}", List.of());
    }
  }

  /** A process that starts the server again, as tests do, would keep the definitions of each. */
  void stop(@Observes ShutdownEvent stop) {
    ProfileValidator.forget();
  }

  /**
   * What is wrong with a resource.
   *
   * @param json without waveforms
   * @param profiles that are known
   */
  List<Finding> findings(String json, List<String> profiles) {
    try {
      if (!seats.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return ProfileValidator.shared().validate(json, profiles);
    } finally {
      seats.release();
    }
  }

  /**
   * Refuses what is not valid by R4 and the profiles that it claims, where writes are validated.
   *
   * @throws BaseServerResponseException with every issue (422)
   */
  void check(FhirResource written) {
    if (!ofWrites || written.resource() instanceof Binary) {
      return;
    }
    List<Finding> wrong =
        findings(new String(written.json(), StandardCharsets.UTF_8), List.of()).stream()
            .filter(finding -> finding.severity().invalidates())
            .toList();
    if (!wrong.isEmpty()) {
      BaseServerResponseException refused =
          BaseServerResponseException.newInstance(UNPROCESSABLE, "not valid");
      refused.setOperationOutcome((OperationOutcome) ValidationOutcome.of(wrong).resource());
      throw refused;
    }
  }

  private static BaseServerResponseException busy() {
    String words = "Too many validations are waited for. Ask again in a few seconds.";
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(OperationOutcome.IssueType.TRANSIENT)
        .setDiagnostics(words);
    BaseServerResponseException later = new UnclassifiedServerFailureException(503, words, outcome);
    later.addResponseHeader("Retry-After", RETRY_SECONDS);
    return later;
  }
}
