package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Workflow.created;
import static org.einthoven.server.api.Workflow.ecg;
import static org.einthoven.server.api.Workflow.patient;
import static org.einthoven.server.api.Workflow.reference;
import static org.einthoven.server.api.Workflow.refused;
import static org.einthoven.server.api.Workflow.reported;
import static org.einthoven.server.api.Workflow.send;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.store.Compression;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Practitioner;
import org.junit.jupiter.api.Test;

/** A report is made again of the received bytes, and whatever differs is told. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReproduceTest {

  @Inject DataSource database;

  private static Parameters reproduced(DiagnosticReport report) {
    HttpResponse<String> answered =
        Http.post("/fhir/" + reference(report) + "/$reproduce", Http.FHIR_JSON, "");
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    return (Parameters) Reports.parsed(answered).resource();
  }

  private static boolean is(Parameters answer, String name) {
    return ((BooleanType) answer.getParameterValue(name)).booleanValue();
  }

  private static List<ParametersParameterComponent> differences(Parameters answer) {
    return answer.getParameter().stream()
        .filter(parameter -> "difference".equals(parameter.getName()))
        .toList();
  }

  private static String part(ParametersParameterComponent difference, String name) {
    return difference.getPart().stream()
        .filter(part -> name.equals(part.getName()))
        .map(part -> part.getValue().primitiveValue())
        .findFirst()
        .orElse("");
  }

  private void change(String sql, Object value, String key) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, value);
      update.setString(2, key);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private byte[] content(String sql, String key) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, key);
      ResultSet rows = select.executeQuery();
      assertThat(rows.next()).isTrue();
      return rows.getBytes(1);
    }
  }

  @Test
  void aReportComesOutTheSameBitForBit() {
    DiagnosticReport report = reported(ecg(4501, patient("p-1"), "2026-03-01T08:00:00Z"));

    Parameters answer = reproduced(report);

    assertThat(differences(answer)).isEmpty();
    assertThat(is(answer, "identical")).isTrue();
    assertThat(is(answer, "same-platform")).isTrue();
    assertThat(is(answer, "settings-kept")).isTrue();
    assertThat(is(answer, "read-from-bytes")).isTrue();
    assertThat(answer.getParameterValue("model").primitiveValue()).startsWith("dfnet/");
    assertThat(Integer.parseInt(answer.getParameterValue("resources-compared").primitiveValue()))
        .isGreaterThan(report.getResult().size());
  }

  @Test
  void aReportThatComparesWithAnEarlierEcgComesOutTheSame() {
    String patient = patient("p-2");
    reported(ecg(4502, patient, "2026-03-01T08:00:00Z"));
    DiagnosticReport report = reported(ecg(4503, patient, "2026-03-02T08:00:00Z"));
    assertThat(report.getConclusion()).contains("Compared with");
    // Another ECG lies between them by now.
    reported(ecg(4504, patient, "2026-03-01T20:00:00Z"));

    assertThat(is(reproduced(report), "identical")).isTrue();
  }

  @Test
  void aFileIsReadAgain() {
    HttpResponse<String> sent =
        Http.send(
            "POST",
            "/ecg",
            "application/xml",
            EcgBodies.aecg(4505).getBytes(StandardCharsets.UTF_8));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    String ecg =
        new IdType(sent.headers().firstValue("Location").orElseThrow())
            .toUnqualifiedVersionless()
            .getValue();

    Parameters answer = reproduced(Reports.of(ecg));

    assertThat(differences(answer)).isEmpty();
    assertThat(is(answer, "read-from-bytes")).isTrue();
  }

  @Test
  void whatTheMachineSaidIsMadeAgainEvenWhereAClinicianHasAmendedIt() {
    DiagnosticReport report = SignOffTest.report(4506, "p-3");
    String who = created(send(new Practitioner().setActive(true)));
    SignOffTest.signed(report, SignOffTest.amendment(report, who));

    assertThat(is(reproduced(report), "identical")).isTrue();
  }

  @Test
  void aNumberThatSomebodyChangedInTheDatabaseIsFoundAndNamed() throws SQLException {
    DiagnosticReport report = reported(ecg(4507, patient("p-4"), "2026-03-01T08:00:00Z"));
    String rate = Reports.result(report, "8867-4").getIdElement().getIdPart();
    String stored =
        new String(
            Compression.unpack(
                content(
                    "select content from resource_version where resource_id = ? and version = 1",
                    rate)),
            StandardCharsets.UTF_8);
    String changed = stored.replaceFirst("\"value\":[0-9.]+", "\"value\":222.2");
    assertThat(changed).isNotEqualTo(stored);
    change(
        "update resource_version set content = ? where resource_id = ? and version = 1",
        Compression.pack(changed.getBytes(StandardCharsets.UTF_8)),
        rate);

    Parameters answer = reproduced(report);

    assertThat(is(answer, "identical")).isFalse();
    assertThat(differences(answer)).hasSize(1);
    ParametersParameterComponent difference = differences(answer).get(0);
    assertThat(part(difference, "place")).isEqualTo("Observation/" + rate + ".valueQuantity.value");
    assertThat(part(difference, "recorded")).isEqualTo("222.2");
    assertThat(Double.parseDouble(part(difference, "again"))).isBetween(30.0, 200.0);
    assertThat(part(difference, "size")).isNotEmpty();
  }

  @Test
  void bytesThatAreNotThoseThatWereReceivedAreRefused() throws SQLException {
    DiagnosticReport report = reported(ecg(4508, patient("p-5"), "2026-03-01T08:00:00Z"));
    String sha256 = reproduced(report).getParameterValue("bytes-sha256").primitiveValue();
    change(
        "update payload set content = ? where sha256 = ?",
        Compression.pack("other bytes".getBytes(StandardCharsets.UTF_8)),
        sha256);

    HttpResponse<String> answered =
        Http.post("/fhir/" + reference(report) + "/$reproduce", Http.FHIR_JSON, "");

    refused(answered, 409, "DiagnosticReport", "payload " + sha256);
  }

  @Test
  void whatNoMachineMadeIsRefused() {
    DiagnosticReport foreign = new DiagnosticReport();
    foreign.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
    foreign.getCode().setText("ECG");
    String stored = created(send(foreign));

    refused(
        Http.post("/fhir/" + stored + "/$reproduce", Http.FHIR_JSON, ""),
        422,
        "DiagnosticReport",
        "not made here");
    assertThat(
            Http.post("/fhir/DiagnosticReport/nothing/$reproduce", Http.FHIR_JSON, "").statusCode())
        .isEqualTo(404);
  }
}
