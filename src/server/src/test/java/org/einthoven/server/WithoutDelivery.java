package org.einthoven.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application on an emptied database, with nobody delivering but the test. */
public class WithoutDelivery implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("einthoven.delivery.worker", "false", "einthoven.analysis.worker", "false");
  }
}
