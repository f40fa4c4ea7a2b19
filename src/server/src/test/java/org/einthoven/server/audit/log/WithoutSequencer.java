package org.einthoven.server.audit.log;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The application on an emptied database, with nobody giving leaves their positions but the test.
 */
public class WithoutSequencer implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("einthoven.audit.worker", "false");
  }
}
