package org.einthoven.server.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application on an emptied database, with nothing that goes on by itself but analysis. */
public class WithoutSequencerOrDelivery implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "einthoven.audit.worker", "false",
        "einthoven.delivery.worker", "false",
        "einthoven.export.worker", "false",
        "einthoven.async.worker", "false");
  }
}
