package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code $analyze} of Bundles and of files in DocumentReferences. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AnalyzeFormsTest {

  @BeforeAll
  static void beginToVouch() {
    Vouched.begin();
  }

  @AfterAll
  static void everyVersionIsVouchedFor() {
    Vouched.everyVersion();
  }

  private static HttpResponse<String> analyze(String path, Resource body, String... headers) {
    return Http.post("/fhir/" + path + "$analyze", Http.FHIR_JSON, Workflow.json(body), headers);
  }

  private static List<DiagnosticReport> reports(HttpResponse<String> answered) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    Bundle bundle = (Bundle) Reports.parsed(answered).resource();
    assertThat(bundle.getType()).isEqualTo(BundleType.BATCHRESPONSE);
    return bundle.getEntry().stream()
        .peek(entry -> assertThat(entry.getResponse().getStatus()).isEqualTo("200"))
        .map(entry -> (DiagnosticReport) entry.getResource())
        .toList();
  }

  private static String ecgOf(DiagnosticReport report) {
    return ((Observation) Reports.read(report.getResultFirstRep().getReference()))
        .getDerivedFromFirstRep()
        .getReference();
  }

  private static String waveform(Observation ecg) {
    return ecg.getComponentFirstRep().getValueSampledData().getData();
  }

  private static Patient patient(String mrn) {
    return new Patient().addIdentifier(Workflow.identifier(Workflow.MRN, mrn));
  }

  private static DocumentReference document(Attachment attachment) {
    DocumentReference document = new DocumentReference();
    document.setStatus(DocumentReferenceStatus.CURRENT);
    document.addContent().setAttachment(attachment);
    return document;
  }

  private static Attachment file(long seed) {
    return new Attachment()
        .setContentType("application/xml")
        .setData(EcgBodies.aecg(seed).getBytes(StandardCharsets.UTF_8));
  }

  private static int count(String query) {
    return Reports.search(query + "&_total=accurate&_count=0").getTotal();
  }

  @Test
  void aCollectionIsAnsweredWithAReportOfEachEcgInOrder() {
    Bundle collection = new Bundle().setType(BundleType.COLLECTION);
    Patient patient = patient("forms-1");
    patient.setId("Patient/1");
    collection.addEntry().setFullUrl("http://device.example/Patient/1").setResource(patient);
    Observation first = EcgBodies.observation(9101);
    Observation second = EcgBodies.observation(9102);
    for (Observation ecg : List.of(first, second)) {
      ecg.setSubject(new Reference("Patient/1"));
      collection.addEntry().setResource(ecg);
    }
    collection.addEntry().setResource(document(file(9103)));

    List<DiagnosticReport> reports = reports(analyze("", collection));

    assertThat(reports).hasSize(3);
    assertThat(waveform((Observation) Reports.read(ecgOf(reports.get(0)))))
        .isEqualTo(waveform(first));
    assertThat(waveform((Observation) Reports.read(ecgOf(reports.get(1)))))
        .isEqualTo(waveform(second));
    String stored = reports.get(0).getSubject().getReference();
    assertThat(((Patient) Reports.read(stored)).getIdentifierFirstRep().getValue())
        .isEqualTo("forms-1");
    assertThat(stored).isEqualTo(reports.get(1).getSubject().getReference());

    // The same again makes neither a second patient nor a second report.
    List<DiagnosticReport> again = reports(analyze("Bundle/", collection));
    assertThat(again)
        .extracting(Workflow::reference)
        .containsExactlyElementsOf(reports.stream().map(Workflow::reference).toList());
    assertThat(count("Patient?identifier=" + Workflow.MRN + "%7Cforms-1")).isEqualTo(1);
  }

  @Test
  void aTransactionIsCarriedOutAsOneAndADocumentMayHaveItsComposition() {
    Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
    String uuid = "urn:uuid:00000000-0000-4000-8000-000000009111";
    BundleEntryComponent entry = transaction.addEntry().setFullUrl(uuid);
    entry.setResource(patient("forms-2")).getRequest().setMethod(HTTPVerb.POST).setUrl("Patient");
    Observation ecg = EcgBodies.observation(9111);
    ecg.setSubject(new Reference(uuid));
    transaction
        .addEntry()
        .setResource(ecg)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Observation");
    assertThat(reports(analyze("Bundle/", transaction)).get(0).getSubject().getReference())
        .startsWith("Patient/");

    Bundle document = new Bundle().setType(BundleType.DOCUMENT);
    document.addEntry().setResource(new Composition().setTitle("An ECG"));
    document.addEntry().setResource(EcgBodies.observation(9112));
    Parameters wrapped = new Parameters();
    wrapped.addParameter().setName("resource").setResource(document);
    assertThat(reports(analyze("", wrapped))).hasSize(1);
  }

  @Test
  void aBundleIsAcceptedWholeOrNotAtAll() {
    Bundle collection = new Bundle().setType(BundleType.COLLECTION);
    collection.addEntry().setResource(patient("forms-3"));
    collection.addEntry().setResource(EcgBodies.observation(9121));
    Observation broken = EcgBodies.observation(9122);
    broken.getComponentFirstRep().getValueSampledData().getOrigin().setUnit("kg").setCode("kg");
    collection.addEntry().setResource(broken);
    HttpResponse<String> refused = analyze("", collection);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("Bundle.entry[2]");
    assertThat(count("Patient?identifier=" + Workflow.MRN + "%7Cforms-3")).isZero();

    collection.getEntry().get(2).setResource(new Condition().setRecordedDate(new Date()));
    Workflow.refused(
        analyze("", collection), 422, "Bundle.entry[2].resource", "no resource that is stored");
    collection.getEntry().subList(1, 3).clear();
    Workflow.refused(analyze("", collection), 422, "Bundle.entry", "no ECG");
    assertThat(count("Patient?identifier=" + Workflow.MRN + "%7Cforms-3")).isZero();
  }

  @Test
  void aFileInADocumentReferenceOrBehindItIsReported() {
    HttpResponse<String> sent = analyze("DocumentReference/", document(file(9131)));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    DiagnosticReport report = (DiagnosticReport) Reports.parsed(sent).resource();
    Observation ecg = (Observation) Reports.read(ecgOf(report));
    String document = ecg.getDerivedFromFirstRep().getReference();
    assertThat(document).startsWith("DocumentReference/");
    HttpResponse<String> stored = Http.post("/fhir/" + document + "/$analyze", Http.FHIR_JSON, "");
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
    assertThat(Reports.parsed(stored).reference()).isEqualTo(Workflow.reference(report));

    Binary binary = new Binary();
    binary.setContentType("application/xml").setData(file(9132).getData());
    String there = Workflow.created(Workflow.send(binary));
    Attachment link = new Attachment().setContentType("application/xml").setUrl(there);
    HttpResponse<String> linked = analyze("", document(link));
    assertThat(linked.statusCode()).as(linked.body()).isEqualTo(200);
    assertThat(linked.headers().firstValue("Einthoven-Repeat")).isPresent();
    DiagnosticReport behind = (DiagnosticReport) Reports.parsed(linked).resource();
    List<String> documents = Workflow.found("DocumentReference?location=" + there);
    assertThat(documents).hasSize(1);
    HttpResponse<String> again =
        Http.post("/fhir/" + documents.get(0) + "/$analyze", Http.FHIR_JSON, "");
    assertThat(Reports.parsed(again).reference()).isEqualTo(Workflow.reference(behind));
  }

  @Test
  void whatHoldsNoEcgIsRefusedAndNotStored() {
    Attachment pdf =
        new Attachment()
            .setContentType("text/plain")
            .setTitle("forms-no-ecg")
            .setData("no ECG at all".getBytes(StandardCharsets.UTF_8));
    String place = "DocumentReference.content.attachment";
    Workflow.refused(
        analyze("DocumentReference/", document(pdf).setDescription("forms-no-ecg")),
        422,
        place,
        "no ECG file");
    assertThat(count("DocumentReference?description=forms-no-ecg")).isZero();
    String stored = Workflow.created(Workflow.send(document(pdf)));
    Workflow.refused(
        Http.post("/fhir/" + stored + "/$analyze", Http.FHIR_JSON, ""), 422, place, "no ECG file");
    assertThat(
            Http.post("/fhir/DocumentReference/nobody/$analyze", Http.FHIR_JSON, "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void otherBodiesTypesAndParametersAreRefused() {
    Patient patient = patient("forms-4");
    for (String path : List.of("", "Bundle/", "Observation/", "DocumentReference/")) {
      HttpResponse<String> wrong = analyze(path, patient);
      Workflow.refused(wrong, 422, "body", "body is no");
    }
    Workflow.refused(
        analyze("", new Bundle().setType(BundleType.SEARCHSET)), 422, "Bundle.type", "this type");
    Observation ecg = EcgBodies.observation(9141);
    for (String path : List.of("", "Observation/")) {
      HttpResponse<String> unknown =
          Http.post("/fhir/" + path + "$analyze?shoe=1", Http.FHIR_JSON, Workflow.json(ecg));
      Workflow.refused(unknown, 400, "http.shoe", "is not known");
    }
    HttpResponse<String> lenient =
        Http.post(
            "/fhir/$analyze?shoe=1",
            Http.FHIR_JSON,
            Workflow.json(ecg),
            "Prefer",
            "handling=lenient");
    assertThat(lenient.statusCode()).as(lenient.body()).isEqualTo(200);
  }
}
