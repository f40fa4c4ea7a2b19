package org.einthoven.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application on an emptied database, with nobody taking jobs but the test. */
public class WithoutWorker implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("einthoven.analysis.worker", "false");
  }
}
