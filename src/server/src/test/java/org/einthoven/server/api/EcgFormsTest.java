package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Test;

/** The forms in which ECGs come, and what the report of each says. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EcgFormsTest {

  private static final String XML = "application/fhir+xml";

  private static String data(Observation ecg) {
    return ((SampledData) ecg.getComponentFirstRep().getValue()).getData();
  }

  private static void add(Bundle bundle, String uuid, Resource resource) {
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + uuid)
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
  }

  private static String uuid(int number) {
    return "7d9c0c55-6a0a-4b6c-8a54-0000000000" + (number < 10 ? "0" : "") + number;
  }

  private static Bundle answer(Bundle bundle) {
    HttpResponse<String> answered = Http.post("/fhir", Http.FHIR_JSON, json(bundle));
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    return (Bundle) Reports.parsed(answered).resource();
  }

  private static String json(Resource resource) {
    return new String(FhirResource.of(resource).json(), StandardCharsets.UTF_8);
  }

  private static String reference(BundleEntryComponent entry) {
    return new IdType(entry.getResponse().getLocation()).toUnqualifiedVersionless().getValue();
  }

  private static String created(HttpResponse<String> answered) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(201);
    return new IdType(answered.headers().firstValue("Location").orElseThrow())
        .toUnqualifiedVersionless()
        .getValue();
  }

  private static String created(Observation ecg) {
    return created(Http.post("/fhir/Observation", Http.FHIR_JSON, json(ecg)));
  }

  @Test
  void aBatchKeepsWhatIsGoodAndSaysWhatIsNot() {
    Bundle bundle = new Bundle().setType(BundleType.BATCH);
    add(bundle, uuid(1), EcgBodies.observation(401));
    Observation bad = EcgBodies.observation(402);
    bad.setSubject(new Reference("Patient/nobody"));
    add(bundle, uuid(2), bad);
    add(bundle, uuid(3), new Patient().setActive(true));
    Bundle answer = answer(bundle);
    assertThat(answer.getType()).isEqualTo(BundleType.BATCHRESPONSE);
    assertThat(answer.getEntry())
        .extracting(entry -> entry.getResponse().getStatus())
        .containsExactly("201", "422", "201");
    OperationOutcome refused =
        (OperationOutcome) answer.getEntry().get(1).getResponse().getOutcome();
    assertThat(refused.getIssueFirstRep().getExpression().get(0).getValue())
        .isEqualTo("Bundle.entry[1].resource.subject.reference");
    String ecg = reference(answer.getEntry().get(0));
    assertThat(data((Observation) Reports.read(ecg))).isEqualTo(data(EcgBodies.observation(401)));
    assertThat(Reports.of(ecg).getConclusion()).isNotBlank();
  }

  @Test
  void oneObservationPerLeadInATransactionIsOneRecordingWithOneReport() {
    Observation whole = EcgBodies.twelveLeads(411);
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    Patient patient = new Patient();
    patient.addIdentifier().setSystem("urn:test:mrn").setValue("per-lead");
    patient.setId("x");
    add(bundle, uuid(10), patient);
    int number = 11;
    for (ObservationComponentComponent component : whole.getComponent()) {
      Observation lead = new Observation();
      lead.setStatus(Observation.ObservationStatus.FINAL);
      lead.setCode(component.getCode().copy());
      lead.setSubject(new Reference("urn:uuid:" + uuid(10)));
      lead.getEffectiveDateTimeType().setValueAsString("2026-11-20T10:00:00Z");
      lead.setValue(component.getValue().copy());
      add(bundle, uuid(number++), lead);
    }
    List<BundleEntryComponent> entries = answer(bundle).getEntry();
    assertThat(entries)
        .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).isEqualTo("201"));
    List<String> ecgs =
        entries.subList(1, entries.size()).stream().map(EcgFormsTest::reference).toList();
    assertThat(ecgs).hasSize(12).doesNotHaveDuplicates();
    List<String> analysed =
        ecgs.stream().filter(ecg -> Reports.search("Task?focus=" + ecg).getTotal() == 1).toList();
    assertThat(analysed).hasSize(1);
    DiagnosticReport report = Reports.of(analysed.get(0));
    assertThat(report.getSubject().getReference()).isEqualTo(reference(entries.get(0)));
    // Infarction is judged from twelve leads only: all parts were read together.
    assertThat(Reports.result(report, "infarction-probability").hasValue()).isTrue();
    String subject = reference(entries.get(0));
    assertThat(Reports.search("DiagnosticReport?subject=" + subject).getTotal()).isEqualTo(1);
  }

  @Test
  void theReportOfAStoredEcgIsAnswered() {
    String ecg = created(EcgBodies.twelveLeads(421));
    DiagnosticReport report = Reports.of(ecg);
    HttpResponse<String> answered = Http.post("/fhir/" + ecg + "/$analyze", Http.FHIR_JSON, "");
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    assertThat(Reports.parsed(answered).reference())
        .isEqualTo(report.getIdElement().toUnqualifiedVersionless().getValue());
  }

  @Test
  void thereIsNoReportOfWhatIsNoEcg() {
    Observation weight = new Observation();
    weight.setStatus(Observation.ObservationStatus.FINAL);
    weight.getCode().addCoding().setSystem("http://loinc.org").setCode("29463-7");
    String reference = created(weight);
    assertThat(Http.post("/fhir/" + reference + "/$analyze", Http.FHIR_JSON, "").statusCode())
        .isEqualTo(422);
    assertThat(Http.post("/fhir/Observation/nobody/$analyze", Http.FHIR_JSON, "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aFileInABinaryBesideItsDocumentReferenceIsOneRecording() {
    Binary binary = new Binary();
    binary.setContentType("application/xml");
    binary.setData(EcgBodies.aecg(431).getBytes(StandardCharsets.UTF_8));
    DocumentReference document = new DocumentReference();
    document.setStatus(DocumentReferenceStatus.CURRENT);
    document
        .addContent()
        .setAttachment(
            new Attachment().setContentType("application/xml").setUrl("urn:uuid:" + uuid(32)));
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    // The document first: what it names comes after it.
    add(bundle, uuid(31), document);
    add(bundle, uuid(32), binary);
    List<BundleEntryComponent> entries = answer(bundle).getEntry();
    assertThat(entries)
        .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).isEqualTo("201"));
    DocumentReference stored = (DocumentReference) Reports.read(reference(entries.get(0)));
    assertThat(stored.getContentFirstRep().getAttachment().getUrl())
        .isEqualTo(reference(entries.get(1)));
    Bundle ecgs = Reports.search("Observation?derived-from=" + reference(entries.get(0)));
    assertThat(ecgs.getTotal()).isEqualTo(1);
    assertThat(Reports.search("Observation?derived-from=" + reference(entries.get(1))).getTotal())
        .isZero();
    Observation ecg = (Observation) ecgs.getEntryFirstRep().getResource();
    assertThat(ecg.getComponent()).hasSize(2);
    assertThat(Reports.of(FhirResource.of(ecg).reference()).getConclusion()).isNotBlank();
  }

  @Test
  void xmlIsAcceptedAndAnsweredWithItsWaveforms() {
    Observation ecg = EcgBodies.observation(441);
    String body = FhirText.context().newXmlParser().encodeResourceToString(ecg);
    HttpResponse<String> sent = Http.post("/fhir/Observation", XML, body, "Accept", XML);
    String reference = created(sent);
    assertThat(sent.headers().firstValue("Content-Type").orElseThrow()).startsWith(XML);
    assertThat(data((Observation) xml(sent.body()))).isEqualTo(data(ecg));
    for (String address : List.of(reference, reference + "/_history/1")) {
      HttpResponse<String> read =
          Http.send("GET", "/fhir/" + address, XML, new byte[0], "Accept", XML);
      assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
      assertThat(data((Observation) xml(read.body()))).isEqualTo(data(ecg));
    }
    assertThat(data((Observation) Reports.read(reference))).isEqualTo(data(ecg));
  }

  private static Resource xml(String text) {
    return (Resource) FhirText.context().newXmlParser().parseResource(text);
  }

  @Test
  void answersAreGzippedOnceForThoseWhoTakeGzip() throws IOException {
    Observation ecg = EcgBodies.observation(451);
    String reference = created(ecg);
    HttpResponse<byte[]> read =
        Http.send(
            HttpResponse.BodyHandlers.ofByteArray(),
            "GET",
            "/fhir/" + reference,
            Http.FHIR_JSON,
            new byte[0],
            "Accept-Encoding",
            "gzip");
    assertThat(read.headers().allValues("Content-Encoding")).containsExactly("gzip");
    assertThat(read.headers().allValues("Vary")).contains("Accept-Encoding");
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(read.body()))) {
      Observation stored = (Observation) FhirResource.parse(gzip.readAllBytes()).resource();
      assertThat(data(stored)).isEqualTo(data(ecg));
    }
    assertThat(Http.get("/fhir/" + reference).headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void aPdfIsKeptAsABinaryAndSaidToBeUnread() {
    byte[] pdf =
        "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> sent =
        Http.send(
            "POST", "/fhir/Binary", "application/pdf", pdf, "Prefer", "return=OperationOutcome");
    String reference = created(sent);
    assertThat(sent.body()).contains("not read as an ECG");
    HttpResponse<byte[]> read =
        Http.send(
            HttpResponse.BodyHandlers.ofByteArray(),
            "GET",
            "/fhir/" + reference,
            "application/pdf",
            new byte[0],
            "Accept",
            "application/pdf");
    assertThat(read.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/pdf");
    assertThat(read.body()).isEqualTo(pdf);
  }

  @Test
  void oneSecondIsNotAssessed() {
    DiagnosticReport report =
        Reports.of(created(EcgBodies.twelveLeads(sinus(461).lasting(1, 500))));
    for (String result : List.of("8867-4", "8637-1", "beat-counts", "infarction-probability")) {
      notAssessed(Reports.result(report, result));
    }
    assertThat(report.getConclusionCode()).isEmpty();
    assertThat(report.getConclusion()).contains("Not assessed").contains("lasts less than 5 s");
  }

  @Test
  void fiftyHertzAreNotAssessed() {
    DiagnosticReport report =
        Reports.of(created(EcgBodies.twelveLeads(sinus(462).lasting(10, 50))));
    for (String result : List.of("8867-4", "8637-1", "beat-counts", "infarction-probability")) {
      notAssessed(Reports.result(report, result));
    }
    assertThat(report.getConclusionCode()).isEmpty();
    assertThat(report.getConclusion()).contains("Not assessed").contains("below 100 Hz");
  }

  @Test
  void oneLeadTellsBeatsButNoInfarction() {
    Observation ecg = EcgBodies.twelveLeads(463);
    List<ObservationComponentComponent> leads = new ArrayList<>(ecg.getComponent());
    ecg.setComponent(new ArrayList<>(List.of(leads.get(1))));
    DiagnosticReport report = Reports.of(created(ecg));
    assertThat(Reports.result(report, "8867-4").getValueQuantity().getValue().doubleValue())
        .isBetween(60.0, 80.0);
    assertThat(Reports.result(report, "beat-counts").getComponent()).isNotEmpty();
    notAssessed(Reports.result(report, "infarction-probability"));
    assertThat(report.getConclusion()).contains("Not assessed: myocardial infarction");
  }

  private static EcgSynthesis sinus(long seed) {
    return EcgSynthesis.of(SyntheticRhythm.SINUS, seed);
  }

  private static void notAssessed(Observation result) {
    assertThat(result.hasValue()).isFalse();
    assertThat(result.getComponent()).noneMatch(component -> component.hasValueQuantity());
    assertThat(result.getDataAbsentReason().getCodingFirstRep().getCode()).isNotBlank();
  }
}
