package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.IdType;
import org.junit.jupiter.api.Test;

/** {@code $analyze} of an ECG that a worker has in hand already. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AnalyzeWaitsTest {

  private static final String ANALYZE = "/fhir/Observation/$analyze";

  private static String created(String ecg) {
    HttpResponse<String> answered = Http.post("/fhir/Observation", Http.FHIR_JSON, ecg);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(201);
    return new IdType(answered.headers().firstValue("Location").orElseThrow())
        .toUnqualifiedVersionless()
        .getValue();
  }

  @Test
  void theReportOfTheRunningJobIsTheAnswer() {
    String ecg = EcgBodies.json(921);
    String reference = created(ecg);
    HttpResponse<String> answered = Http.post(ANALYZE, Http.FHIR_JSON, ecg);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    assertThat(Reports.parsed(answered).reference())
        .isEqualTo(Reports.of(reference).getIdElement().toUnqualifiedVersionless().getValue());
  }

  @Test
  void theReportOfAStoredEcgIsWaitedFor() {
    String reference = created(EcgBodies.json(922));
    HttpResponse<String> answered =
        Http.post("/fhir/" + reference + "/$analyze", Http.FHIR_JSON, "");
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
  }
}
