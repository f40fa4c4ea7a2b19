package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.einthoven.ecg.format.aecg.AecgWriter;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.SampleRecordings;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.WithoutWorker;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;

/** What names two patients is refused; what cannot be compared is not. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(TestDatabase.class)
class PatientConflictTest {

  private static final String OURS = "urn:oid:1.2.840.1";
  private static final String THEIRS = "urn:oid:1.2.840.2";
  private static final String ONE = "mrn-one-11";
  private static final String OTHER = "mrn-other-22";

  private static String json(Resource resource) {
    return new String(FhirResource.of(resource).json(), StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(Resource resource) {
    return Http.post("/fhir/" + resource.fhirType(), Http.FHIR_JSON, json(resource));
  }

  private static String created(HttpResponse<String> answered) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(201);
    return new IdType(answered.headers().firstValue("Location").orElseThrow())
        .toUnqualifiedVersionless()
        .getValue();
  }

  private static void refused(HttpResponse<String> answered, String place) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(422);
    OperationOutcome said = (OperationOutcome) Reports.parsed(answered).resource();
    assertThat(said.getIssueFirstRep().getExpression().get(0).getValue()).isEqualTo(place);
    assertThat(said.getIssueFirstRep().getDiagnostics()).contains("different patients");
    assertThat(answered.body()).doesNotContain(ONE).doesNotContain(OTHER);
  }

  private static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  private static String patient(String system, String value) {
    return created(send(new Patient().addIdentifier(identifier(system, value))));
  }

  private static String order(Reference subject) {
    ServiceRequest order = new ServiceRequest();
    order.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
    order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    order.setSubject(subject);
    return created(send(order));
  }

  private static byte[] aecg(long seed, String system, String value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      AecgWriter.write(
          SampleRecordings.of(seed, new SentIdentifier(system, value)), new UUID(9, seed), out);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static DocumentReference document(Reference subject) {
    DocumentReference document = new DocumentReference();
    document.setStatus(DocumentReferenceStatus.CURRENT);
    document.setSubject(subject);
    document.addContent().getAttachment().setContentType("application/xml");
    return document;
  }

  private static HttpResponse<String> sendDocument(
      byte[] file, Reference subject, Consumer<DocumentReference> change) {
    DocumentReference document = document(subject);
    document.getContentFirstRep().getAttachment().setData(file);
    change.accept(document);
    return send(document);
  }

  private static HttpResponse<String> sendDocument(byte[] file, Reference subject) {
    return sendDocument(file, subject, document -> {});
  }

  private static HttpResponse<String> sendEcg(long seed, Reference subject, String order) {
    return Http.post(
        "/fhir/Observation",
        Http.FHIR_JSON,
        EcgBodies.json(
            seed,
            ecg -> {
              ecg.setSubject(subject);
              ecg.getBasedOn().clear();
              ecg.addBasedOn(new Reference(order));
            }));
  }

  @Test
  void anEcgIsNotOrderedForAnotherStoredPatient() {
    String one = patient(OURS, "order-" + ONE);
    String order = order(new Reference(patient(OURS, "order-" + OTHER)));
    refused(sendEcg(901, new Reference(one), order), "Observation.basedOn[0]");
    created(sendEcg(901, new Reference(one), order(new Reference(one))));
  }

  @Test
  void anEcgIsNotOrderedForAnotherIdentifierOfTheSameAuthority() {
    String order = order(new Reference().setIdentifier(identifier(OURS, OTHER)));
    refused(
        sendEcg(902, new Reference().setIdentifier(identifier(OURS, ONE)), order),
        "Observation.basedOn[0]");
    created(sendEcg(902, new Reference().setIdentifier(identifier(THEIRS, ONE)), order));
  }

  @Test
  void aDocumentIsNotOrderedForAnotherPatient() {
    Reference one = new Reference(patient(OURS, "document-" + ONE));
    String order = order(new Reference(patient(OURS, "document-" + OTHER)));
    refused(
        sendDocument(
            aecg(903, THEIRS, ONE),
            one,
            document -> document.getContext().addRelated(new Reference(order))),
        "DocumentReference.context.related[0]");
  }

  @Test
  void aDocumentIsNotOfAnotherPatientThanItsFile() {
    byte[] file = aecg(904, OURS, ONE);
    refused(
        sendDocument(file, new Reference().setIdentifier(identifier(OURS, OTHER))),
        "DocumentReference.subject");
    refused(sendDocument(file, new Reference(patient(OURS, OTHER))), "DocumentReference.subject");
    created(sendDocument(file, new Reference().setIdentifier(identifier(THEIRS, OTHER))));
  }

  @Test
  void aDocumentIsNotOfAnotherPatientThanTheBinaryThatItNames() {
    Binary binary = new Binary();
    binary.setContentType("application/xml");
    binary.setData(aecg(905, OURS, ONE));
    String reference = created(send(binary));
    DocumentReference document = document(new Reference().setIdentifier(identifier(OURS, OTHER)));
    document.getContentFirstRep().getAttachment().setUrl(reference);
    refused(send(document), "DocumentReference.subject");
    document.setSubject(new Reference().setIdentifier(identifier(OURS, ONE)));
    created(send(document));
  }

  @Test
  void aFileIsNotSentForAnotherPatientThanItNames() {
    byte[] file = aecg(906, OURS, ONE);
    String type = "application/xml";
    HttpResponse<String> answered =
        Http.send("POST", "/ecg?patient=" + OURS + "%7C" + OTHER, type, file);
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(422);
    assertThat(answered.body()).contains("http.patient").doesNotContain(ONE).doesNotContain(OTHER);
    created(Http.send("POST", "/ecg?patient=" + OURS + "%7C" + ONE, type, file));
  }

  private static String withContained(long seed, String system, String... values) {
    return EcgBodies.json(
        seed,
        ecg -> {
          Patient inside = new Patient();
          inside.setId("p");
          for (String value : values) {
            inside.addIdentifier(identifier(system, value));
          }
          ecg.addContained(inside);
          ecg.setSubject(new Reference("#p").setIdentifier(identifier(OURS, ONE)));
        });
  }

  @Test
  void theSubjectsIdentifierAndTheContainedPatientAreOnePatient() {
    String o = "/fhir/Observation";
    refused(
        Http.post(o, Http.FHIR_JSON, withContained(907, OURS, OTHER)),
        "Observation.subject.identifier");
    created(Http.post(o, Http.FHIR_JSON, withContained(907, OURS, OTHER, ONE)));
    created(Http.post(o, Http.FHIR_JSON, withContained(908, THEIRS, OTHER)));
  }
}
