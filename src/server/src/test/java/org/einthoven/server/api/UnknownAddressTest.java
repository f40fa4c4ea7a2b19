package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Reports.parsed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of nothing, and methods that an address does not take. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UnknownAddressTest {

  @ParameterizedTest
  @CsvSource({
    "GET, Foo, 404, not-supported, Patient",
    "POST, Procedure, 404, not-supported, DiagnosticReport",
    "GET, Patient/never, 404, not-found, identifier",
    "GET, Patient/x/y/z, 400, not-supported, /metadata",
    "GET, $nothing, 400, not-supported, /metadata",
    "GET, Patient/$nothing, 400, not-supported, /metadata",
    "POST, StructureDefinition, 403, forbidden, search"
  })
  void theAnswerSaysWhatIsWrongAndWhatToDo(
      String method, String path, int status, String code, String remedy) {
    HttpResponse<String> refused =
        Http.send(
            method,
            "/fhir/" + path,
            Http.FHIR_JSON,
            method.equals("GET")
                ? new byte[0]
                : ("{\"resourceType\":\"" + path + "\"}").getBytes(StandardCharsets.UTF_8));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    OperationOutcomeIssueComponent issue =
        ((OperationOutcome) parsed(refused).resource()).getIssueFirstRep();
    assertThat(issue.getCode().toCode()).as(refused.body()).isEqualTo(code);
    assertThat(issue.getDiagnostics()).contains(remedy).doesNotContain("HAPI").doesNotContain("[]");
    assertThat(issue.getExpression()).isNotEmpty();
  }
}
