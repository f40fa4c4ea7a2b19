package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of docs/bad-input.md that is refused, against the running server. */
@QuarkusTest
// No report is written while rows are counted.
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(TestDatabase.class)
class BadInputTest {

  private static final String JSON = Http.FHIR_JSON;
  private static final String XML = "application/fhir+xml";

  @Inject DataSource database;

  record Row(
      String name,
      String path,
      String type,
      byte[] body,
      int status,
      String said,
      String... headers) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(
      String name, String path, String type, String body, int status, String said) {
    return new Row(name, path, type, body.getBytes(StandardCharsets.UTF_8), status, said);
  }

  static Stream<Row> refused() {
    String ecg = EcgBodies.json(201);
    String aecg = EcgBodies.aecg(201);
    String o = "/fhir/Observation";
    return Stream.of(
        row("empty FHIR", o, JSON, "", 400, "empty"),
        row("empty file", "/ecg", "application/xml", "", 400, "Nothing"),
        row("truncated FHIR", o, JSON, ecg.substring(0, ecg.length() / 2), 400, "well-formed"),
        row(
            "truncated file",
            "/ecg",
            "application/xml",
            aecg.substring(0, aecg.length() / 2),
            400,
            ""),
        row(
            "not well-formed XML",
            o,
            XML,
            "<Observation xmlns=\"http://hl7.org/fhir\"><a></b>",
            400,
            "well-formed"),
        row("not a resource", o, JSON, "{\"a\":1}", 400, ""),
        row(
            "wrong root in FHIR XML",
            o,
            XML,
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            400,
            ""),
        row(
            "wrong root in a file",
            "/ecg",
            "application/xml",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            415,
            ""),
        row("another resource type", o, JSON, "{\"resourceType\":\"Patient\"}", 400, "Patient"),
        row(
            "DTD with an external entity in FHIR",
            o,
            XML,
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Observation xmlns=\"http://hl7.org/fhir\">&x;</Observation>",
            400,
            "document type"),
        row(
            "DTD with an external entity in a file",
            "/ecg",
            "application/xml",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + aecg.substring(aecg.indexOf("?>") + 2),
            400,
            "internal subset"),
        row(
            "DTD with an internal subset before another root in a file",
            "/ecg",
            "application/xml",
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            400,
            "internal subset"),
        row("entity bomb in FHIR", o, XML, bomb("Observation"), 400, "document type"),
        row(
            "entity bomb in a file",
            "/ecg",
            "application/xml",
            bomb("AnnotatedECG"),
            400,
            "internal subset"),
        new Row(
            "2 GB of zeros, gzipped, as FHIR",
            o,
            JSON,
            zeros(),
            413,
            "einthoven.intake.max-bytes",
            "Content-Encoding",
            "gzip"),
        new Row(
            "2 GB of zeros, gzipped, as a coded file",
            "/ecg",
            "application/octet-stream",
            zeros(),
            413,
            "bytes",
            "Content-Encoding",
            "gzip"),
        new Row("2 GB of zeros in a gzip file", "/ecg", "application/gzip", zeros(), 413, "bytes"),
        new Row(
            "broken gzip",
            o,
            JSON,
            "no gzip".getBytes(StandardCharsets.UTF_8),
            400,
            "gzip",
            "Content-Encoding",
            "gzip"),
        row(
            "a future date",
            o,
            JSON,
            EcgBodies.json(207, x -> x.getEffectiveDateTimeType().setValueAsString("2999-01-01")),
            422,
            "future"),
        row(
            "a future date in a file",
            "/ecg",
            "application/xml",
            EcgBodies.aecg(207).replace("value=\"2026", "value=\"2999"),
            422,
            "future"),
        row("wrong content type", o, "text/csv", ecg, 415, "content type"),
        row("unknown field", o, JSON, ecg.replace("\"status\"", "\"stauts\""), 400, "stauts"),
        row(
            "NaN",
            o,
            JSON,
            EcgBodies.json(202, x -> signal(x, 0).setData("NaN ".repeat(400) + "1")),
            422,
            ""),
        row(
            "leads of unequal length",
            o,
            JSON,
            EcgBodies.json(203, x -> signal(x, 0).setData(EcgBodies.digits(400))),
            422,
            ""),
        row(
            "unknown lead code",
            o,
            JSON,
            EcgBodies.json(
                204, x -> x.getComponent().get(1).setCode(lead("999999", "MDC_ECG_ELEC_POTL_Q9"))),
            422,
            ""),
        row(
            "one code with conflicting displays",
            o,
            JSON,
            EcgBodies.json(
                205, x -> x.getComponent().get(1).setCode(lead("131331", "MDC_ECG_ELEC_POTL_III"))),
            422,
            ""),
        row(
            "a patient that does not exist",
            o,
            JSON,
            EcgBodies.json(206, x -> x.getSubject().setReference("Patient/nobody")),
            422,
            "Observation.subject.reference"),
        row(
            "an unsupported format by name",
            "/ecg",
            "application/octet-stream",
            "0       PADDED".replace("PADDED", " ".repeat(300)),
            415,
            "EDF"),
        row(
            "unknown search parameter",
            o + "/_search",
            "application/x-www-form-urlencoded",
            "shoe=1",
            400,
            "shoe"));
  }

  static Stream<Row> accepted() {
    String o = "/fhir/Observation";
    return Stream.of(
        row("one lead", o, JSON, EcgBodies.json(301, x -> x.getComponent().remove(1)), 201, ""),
        row(
            "1 s long",
            o,
            JSON,
            EcgBodies.json(
                302,
                x -> {
                  signal(x, 0).setData(EcgBodies.digits(250));
                  signal(x, 1).setData(EcgBodies.digits(250));
                }),
            201,
            ""),
        row(
            "50 Hz",
            o,
            JSON,
            EcgBodies.json(
                303,
                x -> {
                  signal(x, 0).setPeriod(20);
                  signal(x, 1).setPeriod(20);
                }),
            201,
            ""),
        row(
            "no unit",
            o,
            JSON,
            EcgBodies.json(
                304,
                x -> {
                  signal(x, 0).setOrigin(new Quantity(0));
                  signal(x, 1).setOrigin(new Quantity(0));
                }),
            201,
            "ot assessed"),
        row(
            "the same lead code twice",
            o,
            JSON,
            EcgBodies.json(
                305,
                x -> {
                  x.getComponent().get(1).setCode(x.getComponent().get(0).getCode().copy());
                }),
            201,
            ""),
        row(
            "an external DOCTYPE in a file",
            "/ecg",
            "application/xml",
            "<!DOCTYPE AnnotatedECG SYSTEM \"file:///nowhere/aecg.dtd\">"
                + EcgBodies.aecg(307).substring(EcgBodies.aecg(307).indexOf("?>") + 2),
            201,
            ""),
        row(
            "an unknown patient by identifier",
            o,
            JSON,
            EcgBodies.json(
                306,
                x -> x.getSubject().getIdentifier().setSystem("urn:test:mrn").setValue("nobody")),
            201,
            ""));
  }

  private static SampledData signal(Observation observation, int lead) {
    return (SampledData) observation.getComponent().get(lead).getValue();
  }

  private static CodeableConcept lead(String code, String display) {
    CodeableConcept concept = new CodeableConcept();
    concept.addCoding().setSystem("urn:iso:std:iso:11073:10101").setCode(code).setDisplay(display);
    return concept;
  }

  private static String bomb(String root) {
    StringBuilder dtd = new StringBuilder("<!DOCTYPE b [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      dtd.append("<!ENTITY a")
          .append(i)
          .append(" \"&a")
          .append(i - 1)
          .append(";&a")
          .append(i - 1)
          .append(";\">");
    }
    return dtd + "]><" + root + ">&a29;</" + root + ">";
  }

  private static byte[] zeros() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 20];
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 2048; i++) {
        gzip.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @MethodSource
  void refused(Row row) throws SQLException {
    long before = rows();
    HttpResponse<String> answered =
        Http.send("POST", row.path(), row.type(), row.body(), row.headers());
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(row.status());
    FhirResource outcome = FhirResource.parse(answered.body().getBytes(StandardCharsets.UTF_8));
    assertThat(outcome.type()).isEqualTo("OperationOutcome");
    OperationOutcome said = (OperationOutcome) outcome.resource();
    assertThat(said.getIssueFirstRep().getDiagnostics()).isNotBlank();
    assertThat(answered.body()).contains(row.said());
    assertThat(rows()).as("nothing is half stored").isEqualTo(before);
    assertThat(Http.get("/q/health/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource
  void accepted(Row row) {
    HttpResponse<String> answered =
        Http.send("POST", row.path(), row.type(), row.body(), "Prefer", "return=OperationOutcome");
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(row.status());
    assertThat(answered.body()).contains(row.said());
  }

  private long rows() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (select count(*) from payload) + (select count(*) from waveform)"
                    + " + (select count(*) from resource where resource_type in ('Observation', 'Patient', 'Binary'))"
                    + " + (select count(*) from recording)")) {
      row.next();
      return row.getLong(1);
    }
  }
}
