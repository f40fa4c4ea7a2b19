package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.einthoven.server.api.Workflow.MRN;
import static org.einthoven.server.api.Workflow.created;
import static org.einthoven.server.api.Workflow.ecg;
import static org.einthoven.server.api.Workflow.identifier;
import static org.einthoven.server.api.Workflow.merge;
import static org.einthoven.server.api.Workflow.patient;
import static org.einthoven.server.api.Workflow.reassign;
import static org.einthoven.server.api.Workflow.reference;
import static org.einthoven.server.api.Workflow.reported;
import static org.einthoven.server.api.Workflow.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.function.Consumer;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithCdsClients;
import org.einthoven.server.store.CdsHookRecords;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** The CDS Hooks service offers the findings of the last ECG, and keeps what became of them. */
@QuarkusTest
@TestProfile(WithCdsClients.class)
@QuarkusTestResource(TestDatabase.class)
class CdsHooksTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "/cds-services/last-ecg";

  @Inject CdsHookRecords records;

  private static HttpResponse<String> call(ObjectNode body, String... headers) {
    return Http.post(SERVICE, "application/json", body.toString(), headers);
  }

  private static ObjectNode view(String patient) {
    ObjectNode body = JSON.createObjectNode();
    body.put("hook", "patient-view").put("hookInstance", UUID.randomUUID().toString());
    body.putObject("context")
        .put("userId", "Practitioner/1")
        .put("patientId", patient.replace("Patient/", ""));
    return body;
  }

  private static ObjectNode select(String patient, Resource order, String selected) {
    ObjectNode body = view(patient).put("hook", "order-select");
    ObjectNode context = (ObjectNode) body.get("context");
    context.putArray("selections").add(selected);
    Bundle drafts = new Bundle().setType(Bundle.BundleType.COLLECTION);
    drafts.addEntry().setResource(order);
    context.set("draftOrders", node(drafts));
    return body;
  }

  private static MedicationRequest drug(String patient) {
    MedicationRequest drug = new MedicationRequest();
    drug.setId("d1");
    drug.setStatus(MedicationRequest.MedicationRequestStatus.DRAFT);
    drug.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
    drug.setMedication(new CodeableConcept().setText("some drug"));
    drug.setSubject(new Reference(patient));
    return drug;
  }

  private static JsonNode node(Resource resource) {
    try {
      return JSON.readTree(FhirResource.of(resource).json());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode cards(HttpResponse<String> answered) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    try {
      return JSON.readTree(answered.body()).get("cards");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> indicators(JsonNode cards) {
    List<String> indicators = new ArrayList<>();
    cards.forEach(card -> indicators.add(card.get("indicator").asText()));
    return indicators;
  }

  private static void refused(HttpResponse<String> answered, int status, String place) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(status);
    assertThat(answered.body()).contains("OperationOutcome").contains("\"" + place + "\"");
  }

  private static DiagnosticReport plain(String patient, String said, String at) {
    DiagnosticReport report = new DiagnosticReport();
    report.setStatus(DiagnosticReportStatus.FINAL);
    report.getCode().addCoding().setSystem("http://loinc.org").setCode("11524-6");
    report
        .addCategory()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/v2-0074")
        .setCode("EC");
    report.setSubject(new Reference(patient));
    report.setEffective(new DateTimeType(at));
    report.addConclusionCode().setText(said);
    return report;
  }

  @Test
  void theServiceIsToldWithItsHooksAndPrefetchTemplates() throws IOException {
    HttpResponse<String> told = Http.get("/cds-services");
    assertThat(told.statusCode()).isEqualTo(200);
    JsonNode services = JSON.readTree(told.body()).get("services");
    assertThat(services).hasSize(2);
    for (JsonNode service : services) {
      assertThat(service.get("id").asText()).isEqualTo("last-ecg");
      assertThat(service.get("description").asText()).isNotEmpty();
      assertThat(service.get("prefetch").get("patient").asText())
          .isEqualTo("Patient/{{context.patientId}}");
      String template = service.get("prefetch").get("reports").asText();
      String query = template.replace("{{context.patientId}}", "nobody").replace("|", "%7C");
      assertThat(Http.get("/fhir/" + query).statusCode()).as("we serve it too").isEqualTo(200);
    }
    assertThat(Http.get("/cds-services/other").statusCode()).isEqualTo(404);
    assertThat(Http.get(SERVICE).statusCode()).isEqualTo(405);
  }

  @Test
  void aCriticalFindingIsACriticalCardAndTheRestIsInformation() {
    String patient = patient("cds-1");
    reported(ecg(4301, patient, "2026-01-01T08:00:00Z"));
    DiagnosticReport last = reported(ecg(4302, patient, "2026-01-02T08:00:00Z"));

    JsonNode cards = cards(call(view(patient)));

    assertThat(indicators(cards)).containsExactly("critical", "info");
    JsonNode critical = cards.get(0);
    assertThat(critical.get("summary").asText())
        .startsWith("Critical in the last ECG of 2026-01-02T08:00:00Z")
        .hasSizeLessThan(140);
    assertThat(critical.get("source").get("label").asText()).isNotEmpty();
    assertThat(critical.get("links").get(0).get("url").asText())
        .isEqualTo(Http.base() + "/fhir/" + reference(last));
    assertThat(UUID.fromString(critical.get("uuid").asText())).isNotNull();
    assertThat(critical.get("detail").asText()).contains("not signed");
  }

  @Test
  void aReportWithoutCriticalFindingsIsInformationAlone() {
    String patient = patient("cds-2");
    created(send(plain(patient, "Sinus rhythm [see](http://x)", "2026-01-01")));
    JsonNode cards = cards(call(view(patient)));
    assertThat(indicators(cards)).containsExactly("info");
    assertThat(cards.get(0).get("summary").asText()).contains("Sinus rhythm");
    assertThat(cards.get(0).get("detail").asText()).contains("\\[see\\]").doesNotContain("signed");
  }

  @Test
  void nothingIsSaidWhereNothingIsStoredOrWhereItWasWithdrawnFromThePatient() {
    String patient = patient("cds-3");
    assertThat(cards(call(view(patient)))).isEmpty();
    assertThat(cards(call(view("nobody-at-all")))).isEmpty();
    String report = reference(reported(ecg(4303, patient, "2026-01-01T08:00:00Z")));
    String right = patient("cds-3-right");
    assertThat(reassign(report, right, "Mixed up").statusCode()).isEqualTo(200);
    assertThat(cards(call(view(patient)))).isEmpty();
    assertThat(cards(call(view(right)))).hasSize(2);
    String survivor = patient("cds-3-stays");
    assertThat(merge(right, survivor).statusCode()).isEqualTo(200);
    assertThat(cards(call(view(survivor)))).hasSize(2);
    assertThat(cards(call(view(right)))).hasSize(2);
  }

  @Test
  void whoOrdersADrugIsToldTheQtcAsMeasured() {
    String patient = patient("cds-4");
    reported(ecg(4304, patient, "2026-01-01T08:00:00Z"));
    MedicationRequest drug = drug(patient);
    JsonNode cards = cards(call(select(patient, drug, "MedicationRequest/d1")));
    assertThat(indicators(cards)).containsExactly("critical", "info", "info");
    assertThat(cards.get(2).get("summary").asText()).matches("QTc \\(Fridericia\\) \\d+ ms in .*");
    assertThat(cards.get(2).get("detail").asText()).contains("is not judged");

    refused(call(select(patient, drug, "MedicationRequest/d2")), 400, "context.selections");
    refused(
        call(select(patient, drug("Patient/other"), "MedicationRequest/d1")),
        400,
        "context.draftOrders");
    ObjectNode without = select(patient, drug, "MedicationRequest/d1");
    ((ObjectNode) without.get("context")).remove("draftOrders");
    refused(call(without), 400, "context.draftOrders");
  }

  @Test
  void whatIsPrefetchedIsUsed() {
    DiagnosticReport theirs = plain("Patient/ehr-5", "Atrial fibrillation", "2026-02-01");
    theirs.setId("their-report");
    Bundle reports = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    reports.addEntry().setResource(theirs);
    ObjectNode body = view("ehr-5").put("fhirServer", "https://unknown.example/fhir/");
    body.putObject("prefetch").set("reports", node(reports));
    JsonNode cards = cards(call(body));
    assertThat(cards.get(0).get("summary").asText()).contains("Atrial fibrillation");
    assertThat(cards.get(0).get("links").get(0).get("url").asText())
        .isEqualTo("https://unknown.example/fhir/DiagnosticReport/their-report");

    reported(ecg(4305, patient("cds-5"), "2026-01-01T08:00:00Z"));
    Patient named = new Patient().addIdentifier(identifier(MRN, "cds-5"));
    named.setId("ehr-5");
    ObjectNode by = view("ehr-5").put("fhirServer", "https://unknown.example/fhir");
    by.putObject("prefetch").put("reports", (String) null).set("patient", node(named));
    assertThat(cards(call(by))).as("known here by identifier").hasSize(2);
  }

  @Test
  void aPrefetchOfAnotherTypeOrPatientIsRefused() {
    Patient other = new Patient();
    other.setId("someone-else");
    ObjectNode body = view("ehr-6");
    body.putObject("prefetch").set("patient", node(other));
    refused(call(body), 400, "prefetch.patient");
    Bundle empty = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    ((ObjectNode) body.get("prefetch")).set("patient", node(empty));
    refused(call(body), 400, "prefetch.patient");
    body.putObject("prefetch").set("reports", node(other));
    refused(call(body), 400, "prefetch.reports");
    Bundle reports = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    reports.addEntry().setResource(plain("Patient/someone-else", "AF", "2026-02-01"));
    body.putObject("prefetch").set("reports", node(reports));
    refused(call(body), 400, "prefetch.reports");
  }

  @Test
  void aPatientOfAnotherServerIsNotTakenForOneOfOursWithTheSameId() {
    String patient = patient("cds-7");
    reported(ecg(4306, patient, "2026-01-01T08:00:00Z"));
    ObjectNode body = view(patient).put("fhirServer", "https://unknown.example/fhir");
    refused(call(body), 412, "prefetch.patient");
    body.put("fhirServer", Http.base() + "/fhir");
    assertThat(cards(call(body))).as("this server itself").hasSize(2);
  }

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

  private static HttpResponse<String> change(ObjectNode body, String name, String value) {
    return call(body.deepCopy().put(name, value));
  }

  private static HttpResponse<String> feedback(String card, Consumer<ObjectNode> change) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode one = body.putArray("feedback").addObject();
    one.put("card", card).put("outcome", "overridden");
    one.put("outcomeTimestamp", "2026-11-27T10:05:31Z");
    change.accept(one);
    return Http.post(SERVICE + "/feedback", "application/json", body.toString());
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
