package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Stored.create;
import static org.einthoven.server.api.Stored.to;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every interaction with something wrong about it: the type, the version, or a parameter that
 * nobody knows. It is refused with a place and a remedy, and changes nothing. {@code ID} stands for
 * the id of a Patient of version 1.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HostileTwinsTest {

  private static final String OBSERVATION =
      "{'resourceType':'Observation','status':'final','code':{'text':'x'}}";

  private static HttpResponse<String> send(
      String method, String path, String type, String body, String... headers) {
    return Http.send(
        method,
        "/fhir/" + path,
        type,
        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
        headers);
  }

  private static String id(String patient) {
    return patient.substring("Patient/".length());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String patient) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    OperationOutcomeIssueComponent issue =
        ((OperationOutcome) Reports.parsed(answer).resource()).getIssueFirstRep();
    assertThat(issue.getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.ERROR);
    assertThat(issue.getCode()).isNotNull();
    assertThat(issue.getExpression()).as(answer.body()).isNotEmpty();
    assertThat(issue.getDiagnostics()).isNotEmpty();
    assertThat(Reports.read(patient).getMeta().getVersionId()).isEqualTo("1");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "POST; Patient; " + OBSERVATION + "; 400",
        "PUT; Patient/ID; {'resourceType':'Observation','id':'ID','status':'final','code':{'text':'x'}}; 400",
        "PUT; Patient/ID; {'resourceType':'Patient','id':'another'}; 400",
        "PUT; Patient?identifier=urn:none|1; " + OBSERVATION + "; 400",
        "POST; Patient/$validate; " + OBSERVATION + "; 400",
        "POST; ''; " + OBSERVATION + "; 400",
        "POST; Observation/$analyze; {'resourceType':'Patient'}; 422",
      })
  void aBodyOfAnotherTypeOrIdIsRefused(String method, String path, String body, int status) {
    String patient = Stored.patient();
    String where = path.equals("''") ? "" : path.replace("ID", id(patient)).replace("|", "%7C");

    assertRefused(
        send(method, where, Http.FHIR_JSON, body.replace("'ID'", "'" + id(patient) + "'")),
        status,
        patient);
  }

  @ParameterizedTest(name = "{0} {1} in a {2}")
  @CsvSource({
    "POST, Patient, transaction",
    "PUT, Patient/made-up, transaction",
    "PUT, Patient?identifier=urn:none%7C1, transaction",
    "POST, Device, transaction"
  })
  void anEntryWhoseUrlIsOfAnotherTypeIsRefused(String method, String url, String bundle) {
    String patient = Stored.patient();
    HttpResponse<String> answer =
        send(
            "POST",
            "",
            Http.FHIR_JSON,
            "{'resourceType':'Bundle','type':'"
                + bundle
                + "','entry':[{'resource':"
                + OBSERVATION
                + ",'request':{'method':'"
                + method
                + "','url':'"
                + url
                + "'}}]}");

    assertRefused(answer, 400, patient);
    assertThat(answer.body()).contains("Bundle.entry[0]");
  }

  @ParameterizedTest(name = "{0} If-Match {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "PUT; W/\"9\"; 412",
        "PATCH; W/\"9\"; 412",
        "DELETE; W/\"9\"; 412",
        "PUT; W/\"one\"; 400",
        "PATCH; W/\"one\"; 400",
        "DELETE; W/\"one\"; 400",
        "PUT; W/\"0\"; 412",
        "PUT; W/\"99999999999999999999\"; 400"
      })
  void aChangeOfAVersionThatIsNotTheCurrentOneIsRefused(String method, String match, int status) {
    String patient = Stored.patient();
    String type = method.equals("PATCH") ? "application/json-patch+json" : Http.FHIR_JSON;
    String body =
        switch (method) {
          case "PUT" -> "{'resourceType':'Patient','id':'" + id(patient) + "','active':false}";
          case "PATCH" -> "[{'op':'replace','path':'/active','value':false}]";
          default -> "";
        };

    assertRefused(
        send(method, patient, type, body, "If-Match", match, "Accept", Http.FHIR_JSON),
        status,
        patient);
  }

  @ParameterizedTest
  @CsvSource({"9, 404", "0, 404", "99999999999999999999, 404", "one, 404"})
  void aVersionThatIsNotThereIsNotFound(String version, int status) {
    String patient = Stored.patient();

    assertRefused(Http.get("/fhir/" + patient + "/_history/" + version), status, patient);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "GET; Patient?shoe=1",
        "GET; Patient?_include=Patient:shoe",
        "GET; Patient?_revinclude=Shoe:patient",
        "GET; Patient?_has:Observation:shoe:code=1",
        "GET; Patient?organization.shoe=1",
        "GET; Patient?_sort=shoe",
        "GET; Patient?birthdate:shoe=2000",
        "GET; Patient/ID/_history?shoe=1",
        "GET; Patient/_history?shoe=1",
        "GET; _history?shoe=1",
        "GET; Patient/ID/$everything?shoe=1",
        "GET; Observation/$lastn?patient=Patient/ID&shoe=1",
        "GET; $export?shoe=1",
        "GET; Patient/$export?shoe=1",
        "DELETE; Patient?shoe=1",
        "PUT; Patient?shoe=1",
        "PATCH; Patient?shoe=1"
      })
  void aParameterThatNobodyKnowsIsRefusedInStrictMode(String method, String path) {
    String patient = Stored.patient();
    String type = method.equals("PATCH") ? "application/json-patch+json" : Http.FHIR_JSON;
    String body =
        switch (method) {
          case "PUT" -> "{'resourceType':'Patient'}";
          case "PATCH" -> "[{'op':'replace','path':'/active','value':false}]";
          default -> "";
        };
    HttpResponse<String> answer =
        send(
            method,
            path.replace("ID", id(patient)),
            type,
            body,
            "Prefer",
            path.contains("$export") ? "respond-async, handling=strict" : "handling=strict",
            "Accept",
            Http.FHIR_JSON);

    assertRefused(answer, 400, patient);
    String refusal = answer.body();
    assertThat(refusal).containsAnyOf("shoe", "http._include", "http._revinclude", "http._sort");
  }

  @ParameterizedTest
  @CsvSource({"If-None-Exist", "batch"})
  void aConditionThatNobodyKnowsIsRefusedAndNothingIsStored(String where) {
    String patient = Stored.patient();
    HttpResponse<String> answer =
        where.equals("batch")
            ? send(
                "POST",
                "",
                Http.FHIR_JSON,
                "{'resourceType':'Bundle','type':'transaction','entry':[{'request':"
                    + "{'method':'GET','url':'Patient?shoe=1'}}]}")
            : send(
                "POST",
                "Patient",
                Http.FHIR_JSON,
                "{'resourceType':'Patient'}",
                "If-None-Exist",
                "shoe=1");

    assertRefused(answer, 400, patient);
  }

  @ParameterizedTest
  @CsvSource({
    "Patient?_id=ID&_count=0",
    "Patient/ID/_history?_count=0",
    "Patient/ID/$everything?_count=0",
    "Patient?_id=ID&_summary=count"
  })
  void aCountOfNothingTellsTheTotalAndHoldsNothing(String path) {
    String patient = Stored.patient();
    create("Observation", "'status':'final','code':{'text':'x'}," + to("subject", patient));

    var bundle = Stored.bundle(path.replace("ID", id(patient)));

    assertThat(bundle.getEntry()).isEmpty();
    assertThat(bundle.getTotal()).isPositive();
    assertThat(bundle.getLink("next")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"-1", "1.5", "many", "99999999999999999999"})
  void aCountThatIsNoneIsRefused(String count) {
    String patient = Stored.patient();

    assertRefused(Http.get("/fhir/Patient?_count=" + count), 400, patient);
  }
}
