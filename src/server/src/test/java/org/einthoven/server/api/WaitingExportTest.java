package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutExports;
import org.junit.jupiter.api.Test;

/** Exports that nobody carries out. */
@QuarkusTest
@TestProfile(WithoutExports.class)
@QuarkusTestResource(TestDatabase.class)
class WaitingExportTest {

  private static final String SENDER = "patient exporter";

  @Test
  void oneMoreThanTheLimitIsPutOffAndAnExportThatWaitsIsCancelled() {
    String first = Exports.begin("$export", SENDER);
    String second = Exports.begin("Patient/$export", SENDER);

    HttpResponse<String> waiting = Exports.send("GET", first, SENDER);
    assertThat(waiting.statusCode()).isEqualTo(202);
    assertThat(waiting.headers().firstValue("X-Progress").orElseThrow()).contains("0 resources");
    assertThat(waiting.headers().firstValue("Retry-After")).isPresent();
    assertThat(Exports.send("GET", first, "another").statusCode()).isEqualTo(404);
    assertThat(Exports.send("GET", first + "/Patient.ndjson", SENDER).statusCode()).isEqualTo(404);

    HttpResponse<String> tooMany = Exports.kickOff("$export", SENDER);
    assertThat(tooMany.statusCode()).isEqualTo(429);
    assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
    assertThat(tooMany.headers().firstValue("Content-Location")).isEmpty();
    assertThat(tooMany.body()).contains("throttled");

    assertThat(Exports.send("DELETE", first, SENDER).statusCode()).isEqualTo(202);
    assertThat(Exports.send("GET", first, SENDER).statusCode()).isEqualTo(404);
    String third = Exports.begin("$export", SENDER);
    for (String each : List.of(second, third)) {
      assertThat(Exports.send("DELETE", each, SENDER).statusCode()).isEqualTo(202);
    }
  }
}
