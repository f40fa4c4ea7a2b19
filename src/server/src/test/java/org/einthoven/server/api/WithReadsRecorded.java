package org.einthoven.server.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application on an emptied database, recording reads as it does outside of tests. */
public class WithReadsRecorded implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("einthoven.audit.reads", "true");
  }
}
