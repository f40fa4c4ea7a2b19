package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithCdsClients;
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

/** The CDS Hooks service offers the findings of the last ECG. */
@QuarkusTest
@TestProfile(WithCdsClients.class)
@QuarkusTestResource(TestDatabase.class)
class CdsHooksTest {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String SERVICE = "/cds-services/last-ecg";

  static HttpResponse<String> call(ObjectNode body, String... headers) {
    return Http.post(SERVICE, "application/json", body.toString(), headers);
  }

  static ObjectNode view(String patient) {
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

  static JsonNode cards(HttpResponse<String> answered) {
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

  static void refused(HttpResponse<String> answered, int status, String place) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(status);
    assertThat(answered.body()).contains("OperationOutcome").contains("\"" + place + "\"");
  }

  static DiagnosticReport plain(String patient, String said, String at) {
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

  static HttpResponse<String> change(ObjectNode body, String name, String value) {
    return call(body.deepCopy().put(name, value));
  }

  static HttpResponse<String> feedback(String card, Consumer<ObjectNode> change) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode one = body.putArray("feedback").addObject();
    one.put("card", card).put("outcome", "overridden");
    one.put("outcomeTimestamp", "2026-11-27T10:05:31Z");
    change.accept(one);
    return Http.post(SERVICE + "/feedback", "application/json", body.toString());
  }
}
