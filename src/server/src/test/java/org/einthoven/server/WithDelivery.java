package org.einthoven.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application telling receivers on this machine, with short waits. */
public class WithDelivery implements QuarkusTestProfile {

  /** How many attempts there are before a dead letter. */
  public static final int ATTEMPTS = 4;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "einthoven.delivery.allow-private", "true",
        "einthoven.delivery.poll", "PT0.05S",
        "einthoven.delivery.first-retry", "PT0.05S",
        "einthoven.delivery.longest-retry", "PT0.2S",
        "einthoven.delivery.attempts", Integer.toString(ATTEMPTS),
        "einthoven.delivery.repeat-critical", "PT1S",
        "einthoven.delivery.base", "https://ecg.example.org/fhir",
        "einthoven.delivery.secrets.signed-by-setting", "a secret of the settings");
  }
}
