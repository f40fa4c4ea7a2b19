package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.SignOffTest.amendment;
import static org.einthoven.server.api.SignOffTest.clinician;
import static org.einthoven.server.api.SignOffTest.correction;
import static org.einthoven.server.api.SignOffTest.decision;
import static org.einthoven.server.api.SignOffTest.report;
import static org.einthoven.server.api.SignOffTest.signed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.fhir.Codes;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;

/** What clinicians say about readings comes back as labels that name nobody. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FeedbackTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<JsonNode> lines(String query) throws IOException {
    HttpResponse<String> answered = Http.get("/feedback" + query);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    assertThat(answered.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/x-ndjson");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : answered.body().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  @Test
  void everySignOffIsALineOfLabels() throws IOException {
    int before = lines("").size();
    String who = clinician();
    DiagnosticReport accepted = report(4401, "f-1-mrn");
    signed(accepted, decision("accept", accepted, who));
    DiagnosticReport amended = report(4402, "f-2-mrn");
    Coding refuted = amended.getConclusionCodeFirstRep().getCoding().get(1);
    Parameters amendment = amendment(amended, who);
    amendment.addParameter().setName("refuted").setValue(refuted);
    amendment
        .addParameter()
        .setName("reason-code")
        .setValue(new Coding(Codes.DISAGREEMENT, "rhythm", null));
    correction(amendment, "8867-4", "58", "/min");
    signed(amended, amendment);

    List<JsonNode> labels = lines("");

    assertThat(labels).hasSize(before + 2);
    JsonNode first = labels.get(before);
    assertThat(first.path("decision").asText()).isEqualTo("accept");
    assertThat(first.path("model").asText()).startsWith("dfnet/");
    assertThat(first.path("weightsSha256").asText()).matches("[0-9a-f]{64}");
    assertThat(first.path("verdicts"))
        .allMatch(verdict -> "confirmed".equals(verdict.path("verdict").asText()))
        .hasSize(1 + accepted.getConclusionCode().size());
    JsonNode second = labels.get(before + 1);
    assertThat(second.path("reason").asText()).isEqualTo("rhythm");
    assertThat(second.path("recording").asText())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(first.path("recording").asText());
    assertThat(second.path("verdicts"))
        .anyMatch(
            verdict ->
                "refuted".equals(verdict.path("verdict").asText())
                    && refuted.getCode().equals(verdict.path("code").asText()))
        .anyMatch(
            verdict ->
                "corrected".equals(verdict.path("verdict").asText())
                    && verdict.path("clinician").asInt() == 58
                    && verdict.path("machine").isNumber()
                    && "/min".equals(verdict.path("unit").asText()));
  }

  @Test
  void theSignalComesAlongWhereItIsAskedForAndNobodyIsNamed() throws IOException {
    DiagnosticReport report = report(4403, "f-3-mrn");
    Parameters rejection = decision("reject", report, clinician());
    rejection.addParameter("reason", "Plantedname");
    signed(report, rejection);

    List<JsonNode> labels = lines("?signal=true");

    JsonNode last = labels.get(labels.size() - 1);
    assertThat(last.path("samplesPerSecond").asDouble()).isPositive();
    assertThat(last.path("microvolts").size()).isEqualTo(12);
    assertThat(last.path("microvolts").path("II").size()).isGreaterThan(1000);
    assertThat(labels.toString())
        .doesNotContain("Plantedname", "f-3-mrn", "Practitioner", "2026-02-01", "Patient");
    assertThat(lines("").get(labels.size() - 1).path("recording"))
        .as("a pseudonym of this export alone")
        .isNotEqualTo(last.path("recording"));
    assertThat(Http.get("/feedback?signals=true").statusCode()).isEqualTo(400);
  }
}
