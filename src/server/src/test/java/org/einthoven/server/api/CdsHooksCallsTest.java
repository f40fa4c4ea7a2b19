package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.einthoven.server.api.CdsHooksTest.SERVICE;
import static org.einthoven.server.api.CdsHooksTest.call;
import static org.einthoven.server.api.CdsHooksTest.cards;
import static org.einthoven.server.api.CdsHooksTest.change;
import static org.einthoven.server.api.CdsHooksTest.feedback;
import static org.einthoven.server.api.CdsHooksTest.plain;
import static org.einthoven.server.api.CdsHooksTest.refused;
import static org.einthoven.server.api.CdsHooksTest.view;
import static org.einthoven.server.api.Workflow.MRN;
import static org.einthoven.server.api.Workflow.created;
import static org.einthoven.server.api.Workflow.ecg;
import static org.einthoven.server.api.Workflow.identifier;
import static org.einthoven.server.api.Workflow.patient;
import static org.einthoven.server.api.Workflow.reported;
import static org.einthoven.server.api.Workflow.send;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithCdsClients;
import org.einthoven.server.store.CdsHookRecords;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** Who may call the CDS Hooks service, how, and what it keeps of feedback. */
@QuarkusTest
@TestProfile(WithCdsClients.class)
@QuarkusTestResource(TestDatabase.class)
class CdsHooksCallsTest {

  @Inject CdsHookRecords records;

  @Test
  void aConfiguredServerIsAskedForThePatientWithTheTokenSent() throws IOException {
    reported(ecg(4307, patient("cds-8"), "2026-01-01T08:00:00Z"));
    Patient theirs = new Patient().addIdentifier(identifier(MRN, "cds-8"));
    theirs.setId("ehr-8");
    List<String> asked = new ArrayList<>();
    HttpServer ehr =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), WithCdsClients.port()), 0);
    ehr.createContext(
        "/fhir/Patient/",
        exchange -> {
          asked.add(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Authorization"));
          byte[] answer = FhirResource.of(theirs).json();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    ehr.start();
    try {
      String server = "http://127.0.0.1:" + WithCdsClients.port() + "/fhir";
      ObjectNode body = view("ehr-8").put("fhirServer", server);
      body.putObject("fhirAuthorization").put("access_token", "secret-8");
      assertThat(cards(call(body))).hasSize(2);
      assertThat(asked).containsExactly("/fhir/Patient/ehr-8 [Bearer secret-8]");
      ObjectNode another = view("ehr-other").put("fhirServer", server);
      refused(call(another), 412, "prefetch.patient");
    } finally {
      ehr.stop(0);
    }
  }

  @Test
  void callsThatAreNoneAreRefused() {
    ObjectNode body = view("x");
    refused(change(body, "hook", "encounter-discharge"), 400, "hook");
    refused(change(body, "hookInstance", "1"), 400, "hookInstance");
    for (String missing : List.of("userId", "patientId")) {
      ObjectNode without = view("x");
      ((ObjectNode) without.get("context")).remove(missing);
      refused(call(without), 400, "context." + missing);
    }
    refused(call(view("../Observation?x=")), 400, "context.patientId");
    refused(Http.post(SERVICE, "application/json", "{\"hook\":"), 400, "body");
    refused(Http.post(SERVICE, "text/plain", body.toString()), 415, "http");
    refused(Http.post("/cds-services/x", "application/json", body.toString()), 404, "http");
  }

  @Test
  void feedbackIsKeptWithItsReason() {
    String patient = patient("cds-9");
    created(send(plain(patient, "Sinus rhythm", "2026-01-01")));
    String card = cards(call(view(patient))).get(0).get("uuid").asText();
    HttpResponse<String> kept =
        feedback(
            card,
            one -> {
              ObjectNode reason = one.putObject("overrideReason");
              reason.putObject("reason").put("system", "urn:s").put("code", "known");
              reason.put("userComment", "Known for years");
            });
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    assertThat(feedback(card, one -> one.put("outcome", "accepted")).statusCode()).isEqualTo(200);
    assertThat(records.of(UUID.fromString(card)))
        .extracting(
            CdsHookRecords.Feedback::outcome,
            CdsHookRecords.Feedback::overrideCode,
            CdsHookRecords.Feedback::comment,
            found -> found.at().toString())
        .containsExactly(
            tuple("overridden", "known", "Known for years", "2026-11-27T10:05:31Z"),
            tuple("accepted", null, null, "2026-11-27T10:05:31Z"));

    refused(feedback(card, one -> one.put("outcome", "ignored")), 400, "feedback[0].outcome");
    refused(
        feedback(card, one -> one.put("outcomeTimestamp", "today")),
        400,
        "feedback[0].outcomeTimestamp");
    refused(
        feedback(card, one -> one.put("outcome", "accepted").putObject("overrideReason")),
        400,
        "feedback[0].overrideReason");
    refused(
        feedback(
            card,
            one ->
                one.put("outcome", "accepted")
                    .putArray("acceptedSuggestions")
                    .addObject()
                    .put("id", "1")),
        400,
        "feedback[0].acceptedSuggestions");
    refused(feedback(UUID.randomUUID().toString(), one -> {}), 400, "feedback[0].card");
    refused(feedback("no-uuid", one -> {}), 400, "feedback[0].card");
  }

  @Test
  void aConfiguredWebPageMayCallThisServiceAndNoOtherPageMay() {
    byte[] nothing = new byte[0];
    HttpResponse<String> asked =
        Http.send("OPTIONS", SERVICE, "application/json", nothing, "Origin", WithCdsClients.ORIGIN);
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Origin"))
        .contains(WithCdsClients.ORIGIN);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("POST");
    HttpResponse<String> answered = call(view("nobody"), "Origin", WithCdsClients.ORIGIN);
    assertThat(answered.headers().firstValue("Access-Control-Allow-Origin"))
        .contains(WithCdsClients.ORIGIN);
    assertThat(cards(answered)).isEmpty();

    HttpResponse<String> foreign = call(view("nobody"), "Origin", "https://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    HttpResponse<String> elsewhere =
        Http.send(
            "GET", "/fhir/Patient", "application/json", nothing, "Origin", WithCdsClients.ORIGIN);
    assertThat(elsewhere.statusCode()).isEqualTo(403);
    String local = call(view("nobody"), "Origin", "http://localhost:3000").body();
    assertThat(local).contains("cards");
  }
}
