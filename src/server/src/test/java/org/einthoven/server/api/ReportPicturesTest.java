package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.server.api.Reports.parsed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;

/** The page of a report, as its presentedForm names it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReportPicturesTest {

  private static final String NOWHERE = "00000000-0000-7000-8000-000000000000";

  private static DiagnosticReport reported(int seed) {
    HttpResponse<String> created =
        Http.post(
            "/fhir/Observation",
            Http.FHIR_JSON,
            new String(
                FhirResource.of(EcgBodies.twelveLeads(seed)).json(), StandardCharsets.UTF_8));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Reports.of(parsed(created).reference());
  }

  private static String url(DiagnosticReport report, String type) {
    return report.getPresentedForm().stream()
        .filter(form -> form.getContentType().equals(type))
        .map(Attachment::getUrl)
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<byte[]> picture(String method, String url) {
    return Http.send(
        HttpResponse.BodyHandlers.ofByteArray(),
        method,
        "/fhir/" + url,
        "application/octet-stream",
        new byte[0],
        "Accept",
        "*/*");
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @Test
  void thePdfSaysWhatTheReportSays() throws IOException {
    DiagnosticReport report = reported(601);
    HttpResponse<byte[]> pdf = picture("GET", url(report, "application/pdf"));

    assertThat(pdf.statusCode()).isEqualTo(200);
    assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
    String text = text(pdf.body());
    assertThat(text).contains("preliminary, not signed", "25 mm/s, 10 mm/mV", "dfnet/");
    assertThat(text).containsPattern("Typical beat, median of \\d+: .*QRS \\d+ ms");
    assertThat(report.getConclusionCode())
        .isNotEmpty()
        .allSatisfy(code -> assertThat(text).contains(code.getText()));
  }

  @Test
  void theSvgIsShownByABrowserAndNamesTheVersionOfTheReport() {
    HttpResponse<byte[]> svg = picture("GET", url(reported(602), "image/svg+xml"));

    assertThat(svg.statusCode()).isEqualTo(200);
    assertThat(svg.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
    assertThat(svg.headers().firstValue("Content-Disposition")).contains("inline");
    assertThat(svg.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(svg.headers().firstValue("ETag")).contains("W/\"1\"");
    assertThat(new String(svg.body(), StandardCharsets.UTF_8))
        .contains("<svg", "preliminary, not signed")
        .doesNotContain("<script");
  }

  @Test
  void askedForAsFhirItIsABinary() {
    DiagnosticReport report = reported(603);
    Binary binary = (Binary) Reports.read(url(report, "image/svg+xml"));

    assertThat(binary.getContentType()).isEqualTo("image/svg+xml");
    assertThat(binary.getSecurityContext().getReference())
        .isEqualTo("DiagnosticReport/" + report.getIdElement().getIdPart());
    assertThat(new String(binary.getData(), StandardCharsets.UTF_8)).contains("<svg");
  }

  @Test
  void theHeadersCanBeHadAlone() {
    HttpResponse<byte[]> head = picture("HEAD", url(reported(604), "application/pdf"));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aPageThatIsNotThereIsSaidSo() {
    for (String id : new String[] {NOWHERE + "-pdf", NOWHERE + "-svg"}) {
      HttpResponse<String> missing = Http.get("/fhir/Binary/" + id);

      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(
              ((OperationOutcome) parsed(missing).resource()).getIssueFirstRep().getDiagnostics())
          .contains("There is no page of a DiagnosticReport/" + NOWHERE);
    }
  }

  @Test
  void aBinaryOfASenderMayHaveSuchAName() {
    String sent =
        "{\"resourceType\":\"Binary\",\"id\":\"leaflet-pdf\",\"contentType\":\"text/plain\","
            + "\"data\":\"aGVsbG8=\"}";
    HttpResponse<String> put =
        Http.send(
            "PUT",
            "/fhir/Binary/leaflet-pdf",
            Http.FHIR_JSON,
            sent.getBytes(StandardCharsets.UTF_8));

    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    assertThat(((Binary) Reports.read("Binary/leaflet-pdf")).getData())
        .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
  }
}
