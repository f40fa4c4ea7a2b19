package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.AuditEventTest.id;
import static org.einthoven.server.api.AuditEventTest.offered;
import static org.einthoven.server.api.AuditEventTest.only;
import static org.einthoven.server.api.AuditEventTest.send;
import static org.einthoven.server.api.Reports.parsed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AuditEvents are changed by nobody. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditEventReadOnlyTest {

  private static final byte[] NOTHING = new byte[0];

  private static void refused(HttpResponse<String> answer, String place) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    OperationOutcome outcome = (OperationOutcome) parsed(answer).resource();
    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue()).startsWith(place);
    assertThat(outcome.getIssueFirstRep().getDiagnostics()).contains("Read and search them");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, AuditEvent, true",
    "PUT, AuditEvent/ID, true",
    "PUT, AuditEvent/made-up, true",
    "PUT, AuditEvent?_id=ID, true",
    "DELETE, AuditEvent/ID, false",
    "DELETE, AuditEvent/made-up, false",
    "DELETE, AuditEvent?_id=ID, false"
  })
  void nobodyElseWritesThem(String method, String path, boolean body) {
    String id = id(only("entity=" + Stored.patient()));
    String before = Http.get("/fhir/AuditEvent/" + id).body();
    String target = path.replace("ID", id);
    String own = path.startsWith("AuditEvent/") ? target.substring("AuditEvent/".length()) : id;
    String event = before.replace("\"outcome\":\"0\"", "\"outcome\":\"8\"").replace(id, own);
    refused(send(method, target, body ? event : ""), "AuditEvent");
    for (String type : List.of("transaction", "batch")) {
      HttpResponse<String> bundle =
          send(
              "POST",
              "",
              "{'resourceType':'Bundle','type':'"
                  + type
                  + "','entry':[{"
                  + (body ? "'resource':" + event + "," : "")
                  + "'request':{'method':'"
                  + method
                  + "','url':'"
                  + target
                  + "'}}]}");
      if (type.equals("transaction")) {
        refused(bundle, "Bundle.entry[0]");
      } else {
        assertThat(bundle.body()).contains("\"403").contains("audit trail of this server");
      }
    }
    assertThat(Http.get("/fhir/AuditEvent/" + id).body()).isEqualTo(before);
    assertThat(Http.get("/fhir/AuditEvent/made-up").statusCode()).isEqualTo(404);
  }

  @Test
  void nobodyPatchesOrLabelsThemOrIsToldOfThem() {
    String id = id(only("entity=" + Stored.patient()));
    HttpResponse<String> patched =
        Http.send(
            "PATCH",
            "/fhir/AuditEvent/" + id,
            "application/json-patch+json",
            "[{\"op\":\"replace\",\"path\":\"/outcome\",\"value\":\"8\"}]"
                .getBytes(StandardCharsets.UTF_8));
    refused(patched, "AuditEvent");
    refused(
        send(
            "POST",
            "AuditEvent/" + id + "/$meta-add",
            "{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'tag':[{'code':'t'}]}}]}"),
        "Parameters.parameter[0].valueMeta");
    HttpResponse<String> subscribed =
        send(
            "POST",
            "Subscription",
            "{'resourceType':'Subscription','status':'requested','reason':'r','criteria':'AuditEvent?action=D',"
                + "'channel':{'type':'rest-hook','endpoint':'https://example.org/hook'}}");
    assertThat(subscribed.statusCode()).as(subscribed.body()).isEqualTo(422);
    assertThat(subscribed.body()).contains("search AuditEvents");
    HttpResponse<String> exported =
        Http.send(
            "GET",
            "/fhir/$export?_type=AuditEvent",
            Http.FHIR_JSON,
            NOTHING,
            "Prefer",
            "respond-async");
    assertThat(exported.statusCode()).as(exported.body()).isEqualTo(400);
  }

  @Test
  void theCapabilityStatementOffersNoWayToWriteThem() {
    CapabilityStatementRestResourceComponent offered = offered();
    assertThat(offered.getInteraction())
        .extracting(can -> can.getCode().toCode())
        .containsExactlyInAnyOrder(
            "read", "vread", "search-type", "history-instance", "history-type");
    assertThat(offered.getUpdateCreate() || offered.getConditionalCreate()).isFalse();
    assertThat(offered.hasConditionalDelete() || offered.getConditionalUpdate()).isFalse();
    assertThat(offered.getOperation())
        .extracting(operation -> operation.getName())
        .containsExactlyInAnyOrder("validate", "meta");
  }
}
