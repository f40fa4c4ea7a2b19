package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.Map;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.junit.jupiter.api.Test;

/** {@code $analyze} of an ECG that waits for a worker who does not come. */
@QuarkusTest
@TestProfile(AnalyzePatienceTest.LittlePatience.class)
@QuarkusTestResource(TestDatabase.class)
class AnalyzePatienceTest {

  /** Nobody takes the job, and that is soon said. */
  public static class LittlePatience extends WithoutWorker {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("einthoven.analysis.worker", "false", "einthoven.analysis.patience", "PT0.2S");
    }
  }

  @Test
  void theWaitHasAnEnd() {
    String ecg = EcgBodies.json(931);
    assertThat(Http.post("/fhir/Observation", Http.FHIR_JSON, ecg).statusCode()).isEqualTo(201);
    HttpResponse<String> answered = Http.post("/fhir/Observation/$analyze", Http.FHIR_JSON, ecg);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(503);
    assertThat(answered.headers().firstValue("Retry-After")).isPresent();
    assertThat(Reports.parsed(answered).type()).isEqualTo("OperationOutcome");
  }
}
