package org.einthoven.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application without anything that carries exports out, and with room for two of them. */
public class WithoutExports implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("einthoven.export.worker", "false", "einthoven.export.limit", "2");
  }
}
