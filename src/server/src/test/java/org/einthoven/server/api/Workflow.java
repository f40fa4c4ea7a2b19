package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** What the tests of orders and identity send. */
final class Workflow {

  static final String MRN = "urn:oid:1.2.840.40";
  static final String NUMBERS = "urn:oid:1.2.840.41";

  private Workflow() {}

  static String json(Resource resource) {
    return new String(FhirResource.of(resource).json(), StandardCharsets.UTF_8);
  }

  static HttpResponse<String> send(Resource resource) {
    return Http.post("/fhir/" + resource.fhirType(), Http.FHIR_JSON, json(resource));
  }

  static HttpResponse<String> put(Resource resource) {
    String reference = FhirResource.of(resource).reference();
    return Http.send("PUT", "/fhir/" + reference, Http.FHIR_JSON, FhirResource.of(resource).json());
  }

  /** {@code Type/id} of what was created. */
  static String created(HttpResponse<String> answered) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(201);
    return new IdType(answered.headers().firstValue("Location").orElseThrow())
        .toUnqualifiedVersionless()
        .getValue();
  }

  static void refused(HttpResponse<String> answered, int status, String place, String words) {
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(status);
    OperationOutcome said = (OperationOutcome) Reports.parsed(answered).resource();
    assertThat(said.getIssueFirstRep().getDiagnostics()).contains(words);
    assertThat(said.getIssueFirstRep().getExpression().get(0).getValue()).isEqualTo(place);
  }

  static String patient(String mrn) {
    return created(send(new Patient().addIdentifier(identifier(MRN, mrn))));
  }

  static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  /** An order with a number of a type of HL7 v2 table 0203. */
  static ServiceRequest order(String type, String number, String patient) {
    ServiceRequest order = new ServiceRequest();
    order.setStatus(ServiceRequestStatus.ACTIVE);
    order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    order.setSubject(new Reference(patient));
    order.addIdentifier(typed(type, number));
    return order;
  }

  static Identifier typed(String type, String number) {
    Identifier identifier = identifier(NUMBERS, number);
    identifier
        .getType()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/v2-0203")
        .setCode(type);
    return identifier;
  }

  static Observation ecg(long seed, String patient, String at) {
    Observation ecg = EcgBodies.twelveLeads(EcgSynthesis.of(SyntheticRhythm.SINUS, seed));
    if (!patient.isEmpty()) {
      ecg.setSubject(new Reference(patient));
    }
    ecg.setEffective(new DateTimeType(at));
    return ecg;
  }

  static Observation ordered(Observation ecg, Identifier number) {
    ecg.addBasedOn(new Reference().setType("ServiceRequest").setIdentifier(number));
    return ecg;
  }

  static ServiceRequest order(String reference) {
    return (ServiceRequest) Reports.read(reference);
  }

  static String reference(Resource resource) {
    return FhirResource.of(resource).reference();
  }

  /** The references of what a search finds. */
  static List<String> found(String query) {
    Bundle bundle = Reports.search(query);
    return bundle.getEntry().stream().map(entry -> reference(entry.getResource())).toList();
  }

  static HttpResponse<String> operation(String path, Parameters parameters, String... headers) {
    return Http.post("/fhir/" + path, Http.FHIR_JSON, json(parameters), headers);
  }

  static HttpResponse<String> merge(String source, String target) {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("source-patient").setValue(new Reference(source));
    parameters.addParameter().setName("target-patient").setValue(new Reference(target));
    return operation("Patient/$merge", parameters);
  }

  static HttpResponse<String> reassign(String report, String patient, String reason) {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("patient").setValue(new Reference(patient));
    parameters.addParameter("reason", reason);
    return operation(report + "/$reassign", parameters, "Einthoven-Sender", "registry");
  }

  static DiagnosticReport reported(Observation ecg) {
    return Reports.of(created(send(ecg)));
  }
}
