package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Reports.parsed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.search.IndexExtraction;
import org.einthoven.server.store.index.IndexEntry;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** The audit trail as AuditEvents: found by all they say. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditEventTest {

  private static final Set<IssueSeverity> SERIOUS =
      Set.of(IssueSeverity.FATAL, IssueSeverity.ERROR);
  private static final String SENDER = "https://einthoven.org/fhir/NamingSystem/sender";

  @Inject IndexExtraction extraction;
  @Inject DataSource database;

  static HttpResponse<String> send(String method, String path, String body, String... headers) {
    return Http.send(
        method,
        "/fhir/" + path,
        Http.FHIR_JSON,
        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
        headers);
  }

  /** The one event that a search finds. */
  static AuditEvent only(String query) {
    Bundle found = Reports.search("AuditEvent?" + query);
    assertThat(found.getEntry()).as(query).hasSize(1);
    return (AuditEvent) found.getEntryFirstRep().getResource();
  }

  static String id(Resource resource) {
    return resource.getIdElement().getIdPart();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> codes(List<Coding> codings) {
    return codings.stream().map(Coding::getCode).toList();
  }

  private static List<String> what(AuditEvent event) {
    return event.getEntity().stream().map(entity -> entity.getWhat().getReference()).toList();
  }

  @Test
  void aWriteIsToldWithWhoAskedWhatItMadeAndForWhom() {
    String patient = Stored.patient();
    HttpResponse<String> created =
        send(
            "POST",
            "Observation",
            "{'resourceType':'Observation','status':'final','code':{'text':'x'},'subject':{'reference':'"
                + patient
                + "'}}",
            "Einthoven-Sender",
            "Ward Zürich 7");
    String reference = parsed(created).reference();
    AuditEvent event = only("entity=" + reference);
    assertThat(event.getType().getCode()).isEqualTo("rest");
    assertThat(codes(event.getSubtype())).containsExactly("create", "resources-created");
    assertThat(event.getAction().toCode()).isEqualTo("C");
    assertThat(event.getOutcome().toCode()).isEqualTo("0");
    assertThat(event.getAgentFirstRep().getRequestor()).isTrue();
    assertThat(event.getAgentFirstRep().getWho().getIdentifier().getValue())
        .isEqualTo("Ward Zürich 7");
    assertThat(event.getAgent()).hasSize(2);
    assertThat(event.getSource().getObserver().getIdentifier().getValue()).isEqualTo("einthoven");
    assertThat(event.getRecorded()).isEqualTo(event.getMeta().getLastUpdated());
    assertThat(what(event)).containsExactly(reference + "/_history/1", null, patient);
    AuditEventEntityComponent version = event.getEntity().get(0);
    assertThat(version.getType().getCode() + version.getRole().getCode()).isEqualTo("24");
    assertThat(version.getDetailFirstRep().getValueStringType().getValue()).hasSize(64);
    AuditEventEntityComponent whom = event.getEntity().get(2);
    assertThat(whom.getType().getCode() + whom.getRole().getCode()).isEqualTo("11");
    assertThat(id(only("agent-name=ward%20zurich&patient=" + patient))).isEqualTo(id(event));
  }

  @Test
  void everyKindOfWriteIsToldAsWhatItIs() {
    String patient = Stored.patient();
    String id = patient.substring("Patient/".length());
    send("PUT", patient, "{'resourceType':'Patient','id':'" + id + "','active':false}");
    String observation = Stored.observation(patient, "8867-4", "2026-01-01");
    send("DELETE", observation, "");
    send(
        "POST",
        patient + "/$meta-add",
        "{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'tag':[{'code':'t'}]}}]}");
    send(
        "POST",
        "",
        "{'resourceType':'Bundle','type':'transaction','entry':["
            + "{'resource':{'resourceType':'Patient','id':'"
            + id
            + "'},'request':{'method':'PUT','url':'"
            + patient
            + "'}},{'resource':{'resourceType':'Device','patient':{'reference':'"
            + patient
            + "'}},'request':{'method':'POST','url':'Device'}}]}");
    List<String> told =
        Reports.search("AuditEvent?_sort=date,_id&patient=" + patient).getEntry().stream()
            .map(entry -> (AuditEvent) entry.getResource())
            .map(event -> event.getAction().toCode() + codes(event.getSubtype()))
            .toList();
    assertThat(told)
        .containsExactly(
            "C[create, resources-created]",
            "U[update, resources-updated]",
            "C[create, resources-created]",
            "D[delete, resource-deleted]",
            "U[operation, labels-changed]",
            "E[create, update, resources-stored]");
    assertThat(only("action=D&entity=" + observation).getEntity().get(0).getWhat().getReference())
        .as("the version that says that it is deleted, of a resource that is not found any more")
        .isEqualTo(observation + "/_history/2");
  }

  @Test
  void aRecordingAndItsReportAreToldForTheirPatient() {
    String patient = Stored.patient();
    HttpResponse<String> sent =
        Http.post(
            "/fhir/Observation",
            Http.FHIR_JSON,
            EcgBodies.json(
                7701, ecg -> ecg.getSubject().setReference(patient).setIdentifier(null)));
    String ecg = parsed(sent).reference();
    String report = "DiagnosticReport/" + id(Reports.of(ecg));
    assertThat(codes(only("subtype=recording-accepted&entity=" + ecg).getSubtype()))
        .contains("recording-accepted");
    AuditEvent made = only("subtype=report-made&patient=" + patient);
    assertThat(made.getType().getCode()).isEqualTo("110100");
    assertThat(made.getAgent()).hasSize(1);
    assertThat(what(made)).contains(report + "/_history/1", patient);
  }

  @Test
  void theIndexHasOfEveryEventExactlyWhatIsReadOfIt() {
    aWriteIsToldWithWhoAskedWhatItMadeAndForWhom();
    everyKindOfWriteIsToldAsWhatItIs();
    aRecordingAndItsReportAreToldForTheirPatient();
    List<AuditEvent> events = new ArrayList<>();
    for (Bundle.BundleEntryComponent entry :
        Reports.search("AuditEvent?_count=500&_sort=-date").getEntry()) {
      events.add((AuditEvent) entry.getResource());
    }
    assertThat(events.size()).isGreaterThan(8);
    for (AuditEvent event : events) {
      Set<String> read =
          extraction.entries(event).stream()
              .map(AuditEventTest::line)
              .collect(Collectors.toCollection(HashSet::new));
      assertThat(AuditEventRows.of(database, id(event)))
          .as(event.getSubtype().toString())
          .isEqualTo(read);
    }
  }

  private static String line(IndexEntry entry) {
    if (entry instanceof IndexEntry.Token token) {
      return token.param() + "|" + token.system() + "|" + token.code();
    }
    if (entry instanceof IndexEntry.Text text) {
      return text.param() + "|" + text.folded() + "|" + text.exact();
    }
    if (entry instanceof IndexEntry.Link link) {
      return link.param() + "|" + link.targetType() + "/" + link.targetId() + link.url();
    }
    IndexEntry.Span span = (IndexEntry.Span) entry;
    return span.param() + "|" + span.low() + "|" + span.high();
  }

  @Test
  void everyListedParameterFindsWhatItShallAndNothingElse() {
    String patient = Stored.patient();
    HttpResponse<String> created =
        send(
            "POST",
            "Device",
            "{'resourceType':'Device','patient':{'reference':'" + patient + "'}}",
            "Einthoven-Sender",
            "Everybody");
    String device = parsed(created).reference();
    AuditEvent event = only("entity=" + device);
    String recorded = event.getRecordedElement().getValueAsString();
    String sha256 = event.getEntity().get(1).getWhat().getIdentifier().getValue();
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("_id", List.of(id(event), "made-up"));
    values.put("_lastUpdated", List.of("eq" + recorded, "lt" + recorded));
    values.put("action", List.of("http://hl7.org/fhir/audit-event-action|C", "U"));
    values.put("agent-name", List.of("EVERY", "body"));
    values.put("agent:identifier", List.of(SENDER + "|Everybody", SENDER + "|Nobody"));
    values.put("date", List.of("ge" + recorded, "gt" + recorded));
    values.put("entity", List.of(device, "Device/made-up"));
    values.put("entity:identifier", List.of(sha256, "0" + sha256.substring(1) + "0"));
    values.put("entity-role", List.of("4", "20"));
    values.put("entity-type", List.of("1", "3"));
    values.put("outcome", List.of("0", "8"));
    values.put("patient", List.of(patient, "Patient/made-up"));
    values.put("source:identifier", List.of(SENDER + "|einthoven", "other"));
    values.put("subtype", List.of("resources-created", "resource-deleted"));
    values.put("subtype:text", List.of("resources", "deleted"));
    values.put("type", List.of("rest", "110100"));
    values.forEach(
        (name, pair) -> {
          assertThat(finds(event, name + "=" + encoded(pair.get(0)))).as(name).isTrue();
          assertThat(finds(event, name + "=" + encoded(pair.get(1)))).as("not " + name).isFalse();
        });
    for (CapabilityStatementRestResourceSearchParamComponent param : offered().getSearchParam()) {
      String name = param.getName();
      if (name.equals("_id") || name.equals("_lastUpdated")) {
        continue;
      }
      // What names somebody by an identifier holds no reference: as on every type.
      boolean there = values.containsKey(name);
      assertThat(finds(event, name + ":missing=" + !there)).as(name).isTrue();
      assertThat(finds(event, name + ":missing=" + there)).as("not " + name).isFalse();
      if (!there) {
        assertThat(finds(event, name + "=" + encoded("made-up"))).as(name).isFalse();
      }
    }
  }

  private static boolean finds(AuditEvent event, String query) {
    return Reports.search("AuditEvent?_id=" + id(event) + "&" + query).getEntry().size() == 1;
  }

  static CapabilityStatementRestResourceComponent offered() {
    return ((CapabilityStatement) Reports.read("metadata"))
        .getRestFirstRep().getResource().stream()
            .filter(resource -> resource.getType().equals("AuditEvent"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void eventsAreFoundThroughWhatTheyAreAboutAndTheOtherWayRound() {
    String patient = Stored.create("Patient", "'name':[{'family':'Auditchain'}]");
    String observation = Stored.observation(patient, "8867-4", "2026-01-02");
    assertThat(Reports.search("AuditEvent?patient.name=auditchain").getEntry()).hasSize(2);
    assertThat(
            Reports.search("AuditEvent?entity:Observation.date=2027&patient=" + patient).getEntry())
        .isEmpty();
    assertThat(
            Reports.search("AuditEvent?entity:Observation.date=2026&patient=" + patient).getEntry())
        .hasSize(1);
    String mine = "Patient?_id=" + patient.substring("Patient/".length());
    assertThat(Reports.search(mine + "&_has:AuditEvent:patient:action=C").getEntry()).hasSize(1);
    assertThat(Reports.search(mine + "&_has:AuditEvent:patient:action=D").getEntry()).isEmpty();
    assertThat(Reports.search(mine + "&_revinclude=AuditEvent:patient").getEntry()).hasSize(3);
    assertThat(
            Stored.references(
                Reports.search("AuditEvent?entity=" + observation + "&_include=AuditEvent:entity")))
        .contains(observation, patient)
        .hasSize(3);
    assertThat(Stored.references(Stored.bundle(patient + "/$everything")))
        .as("the trail is no part of the record")
        .containsExactly(patient, observation);
    assertThat(Http.get("/fhir/" + patient + "/$everything?_type=AuditEvent").statusCode())
        .isEqualTo(400);
  }

  @Test
  void pagesAndHistoriesHoldEachEventOnceTheNewestFirst() {
    String patient = Stored.patient();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(id(only("entity=" + Stored.observation(patient, "8867-4", "2026-02-0" + (1 + i)))));
    }
    assertThat(
            Stored.follow(Stored.bundle("AuditEvent?_count=2&_sort=date,_id&patient=" + patient)))
        .hasSize(6)
        .doesNotHaveDuplicates();
    Bundle one = Stored.bundle("AuditEvent/" + all.get(0) + "/_history");
    assertThat(one.getTotal()).isEqualTo(1);
    assertThat(Http.get("/fhir/AuditEvent/" + all.get(0) + "/_history/1").statusCode())
        .isEqualTo(200);
    assertThat(Http.get("/fhir/AuditEvent/" + all.get(0) + "/_history/2").statusCode())
        .isEqualTo(404);
    assertThat(Http.get("/fhir/AuditEvent/never/_history").statusCode()).isEqualTo(404);
    String since =
        ((AuditEvent) one.getEntryFirstRep().getResource()).getRecordedElement().getValueAsString();
    List<String> history =
        Stored.follow(Stored.bundle("AuditEvent/_history?_count=2&_since=" + encoded(since)));
    assertThat(history).doesNotHaveDuplicates();
    List<String> newestFirst = new ArrayList<>(all);
    Collections.reverse(newestFirst);
    assertThat(history.stream().map(each -> each.substring("AuditEvent/".length())).toList())
        .containsSubsequence(newestFirst);
  }

  @Test
  void everyEventIsValidR4() {
    everyKindOfWriteIsToldAsWhatItIs();
    aRecordingAndItsReportAreToldForTheirPatient();
    for (Bundle.BundleEntryComponent entry :
        Reports.search("AuditEvent?_count=40&_sort=-date").getEntry()) {
      HttpResponse<String> said =
          send("POST", "AuditEvent/" + id(entry.getResource()) + "/$validate", "");
      assertThat(said.statusCode()).isEqualTo(200);
      assertThat(((OperationOutcome) parsed(said).resource()).getIssue())
          .as(said.body())
          .noneMatch(issue -> SERIOUS.contains(issue.getSeverity()));
    }
  }
}
