package org.einthoven.server.analysis;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.server.config.EinthovenSettings;
import org.einthoven.server.store.Hash;

/**
 * What reads, as one SHA-256: the version of the software, the model with its settings, the limits
 * of critical findings and the code systems of reports. Two readings of one recording by the same
 * say the same.
 */
@Singleton
public class ReaderIdentity {

  private final Models models;
  private final String settings;

  ReaderIdentity(
      Models models,
      EinthovenSettings settings,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.models = models;
    this.settings =
        String.join(
            "\n",
            version,
            Models.limits(settings.critical()).toString(),
            String.valueOf(settings.terminology().snomed()),
            String.valueOf(settings.terminology().loinc()));
  }

  /** Of the active model. */
  public String sha256() {
    return sha256(models.identity());
  }

  /** Of the model that made a reading. */
  String sha256(ModelIdentity model) {
    return Hash.sha256((model + "\n" + settings).getBytes(StandardCharsets.UTF_8));
  }
}
