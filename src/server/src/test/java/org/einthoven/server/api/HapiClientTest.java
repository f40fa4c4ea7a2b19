package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.apache.GZipContentInterceptor;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An integration that somebody else wrote: HAPI's generic client, which parses strictly. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HapiClientTest {

  private static final String SYSTEM = "urn:test:hapi-client";

  // A context of its own, as a client elsewhere has.
  private static final FhirContext CONTEXT = context();

  private static FhirContext context() {
    FhirContext context = FhirContext.forR4();
    context.setParserErrorHandler(new StrictErrorHandler());
    context.getRestfulClientFactory().setSocketTimeout((int) Duration.ofMinutes(1).toMillis());
    return context;
  }

  private static IGenericClient client() {
    return CONTEXT.newRestfulGenericClient(Http.base() + "/fhir");
  }

  private static IGenericClient client(EncodingEnum encoding) {
    IGenericClient client = client();
    client.setEncoding(encoding);
    return client;
  }

  private static Patient patient(String mark) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem(SYSTEM).setValue(mark);
    patient.addName().setFamily("Fictitious").addGiven("Vera");
    return patient;
  }

  private static Reference stored(IGenericClient client, Resource resource) {
    MethodOutcome outcome = client.create().resource(resource).execute();
    assertThat(outcome.getCreated()).isTrue();
    return new Reference(outcome.getId().toUnqualifiedVersionless().getValue());
  }

  private static List<String> data(Observation ecg) {
    return ecg.getComponent().stream()
        .map(lead -> ((SampledData) lead.getValue()).getData())
        .toList();
  }

  private static DiagnosticReport report(IGenericClient client, String ecg) {
    Task done =
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(100))
            .until(
                () -> task(client, ecg),
                task ->
                    task.getStatus() == Task.TaskStatus.COMPLETED
                        || task.getStatus() == Task.TaskStatus.FAILED);
    assertThat(done.getStatus())
        .as(done.getStatusReason().getText())
        .isEqualTo(Task.TaskStatus.COMPLETED);
    String reference = ((Reference) done.getOutputFirstRep().getValue()).getReference();
    return client.read().resource(DiagnosticReport.class).withId(new IdType(reference)).execute();
  }

  private static Task task(IGenericClient client, String ecg) {
    Bundle found =
        client
            .search()
            .forResource(Task.class)
            .where(Task.FOCUS.hasId(ecg))
            .returnBundle(Bundle.class)
            .execute();
    assertThat(found.getEntry()).hasSize(1);
    return (Task) found.getEntryFirstRep().getResource();
  }

  @Test
  void theCapabilitiesNameWhatIsServed() {
    CapabilityStatement capabilities =
        client().capabilities().ofType(CapabilityStatement.class).execute();
    assertThat(capabilities.getFhirVersion().toCode()).isEqualTo("4.0.1");
    CapabilityStatementRestResourceComponent observation =
        capabilities.getRestFirstRep().getResource().stream()
            .filter(resource -> resource.getType().equals("Observation"))
            .findFirst()
            .orElseThrow();
    assertThat(observation.getInteraction())
        .extracting(interaction -> interaction.getCode().toCode())
        .containsExactlyInAnyOrder(
            "read",
            "vread",
            "create",
            "update",
            "patch",
            "delete",
            "history-instance",
            "history-type",
            "search-type");
    assertThat(observation.getSearchParam())
        .extracting(parameter -> parameter.getName())
        .contains("subject", "code", "derived-from");
    assertThat(observation.getOperation())
        .extracting(operation -> operation.getName())
        .contains("analyze");
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void anEcgIsReportedAndReadBackAsItWasSent(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    client.registerInterceptor(new GZipContentInterceptor());
    Observation ecg = EcgBodies.twelveLeads(encoding == EncodingEnum.XML ? 901 : 902);
    ecg.setSubject(stored(client, patient("read-" + encoding)));
    Reference sent = stored(client, ecg);
    IdType id = new IdType(sent.getReference());

    DiagnosticReport report = report(client, sent.getReference());
    assertThat(report.getStatus().toCode()).isEqualTo("preliminary");
    assertThat(report.getSubject().getReference()).isEqualTo(ecg.getSubject().getReference());
    assertThat(report.getConclusion()).contains("Heart rate");
    assertThat(
            client
                .search()
                .forResource(DiagnosticReport.class)
                .where(DiagnosticReport.SUBJECT.hasId(ecg.getSubject().getReference()))
                .returnBundle(Bundle.class)
                .execute()
                .getTotal())
        .isEqualTo(1);

    Observation read = client.read().resource(Observation.class).withId(id).execute();
    assertThat(data(read)).isEqualTo(data(ecg));
    Observation version =
        client.read().resource(Observation.class).withId(id.withVersion("1")).execute();
    assertThat(data(version)).isEqualTo(data(ecg));
    Bundle history = client.history().onInstance(id).returnBundle(Bundle.class).execute();
    assertThat(history.getType()).isEqualTo(BundleType.HISTORY);
    assertThat(history.getEntry()).isNotEmpty();
    assertThat(history.getEntry())
        .allSatisfy(
            entry -> assertThat(data((Observation) entry.getResource())).isEqualTo(data(ecg)));
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void pagesAreFollowedAndBringTheirPatient(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    Reference subject = stored(client, patient("paged-" + encoding));
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Observation ecg = EcgBodies.observation(910 + i);
      ecg.setSubject(subject);
      sent.add(stored(client, ecg).getReference());
    }
    List<String> ecgs = new ArrayList<>();
    Bundle page =
        client
            .search()
            .forResource(Observation.class)
            .where(Observation.SUBJECT.hasId(subject.getReference()))
            .and(Observation.CATEGORY.exactly().code("procedure"))
            .and(Observation.CODE.exactly().systemAndCode("http://loinc.org", "11524-6"))
            .include(Observation.INCLUDE_SUBJECT)
            .sort()
            .ascending("_lastUpdated")
            .count(2)
            .returnBundle(Bundle.class)
            .execute();
    int pages = 1;
    while (true) {
      List<String> included = new ArrayList<>();
      for (BundleEntryComponent entry : page.getEntry()) {
        String reference = entry.getResource().getIdElement().toUnqualifiedVersionless().getValue();
        ("include".equals(entry.getSearch().getMode().toCode()) ? included : ecgs).add(reference);
      }
      assertThat(included).containsExactly(subject.getReference());
      if (page.getLink(Bundle.LINK_NEXT) == null) {
        break;
      }
      page = client.loadPage().next(page).execute();
      pages++;
    }
    assertThat(ecgs).filteredOn(sent::contains).containsExactlyElementsOf(sent);
    assertThat(pages).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON", "XML"})
  void aTransactionTiesPatientDeviceOrderAndEcgTogether(EncodingEnum encoding) {
    IGenericClient client = client(encoding);
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    entry(bundle, 1, patient("tied-" + encoding));
    Device device = new Device();
    device.setManufacturer("Maker").setSerialNumber("7");
    entry(bundle, 2, device);
    ServiceRequest order = new ServiceRequest();
    order.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
    order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    order.setSubject(new Reference(uuid(1)));
    entry(bundle, 3, order);
    Observation ecg = EcgBodies.twelveLeads(encoding == EncodingEnum.XML ? 921 : 922);
    ecg.setSubject(new Reference(uuid(1)));
    ecg.setDevice(new Reference(uuid(2)));
    ecg.addBasedOn(new Reference(uuid(3)));
    entry(bundle, 4, ecg);

    Bundle answer = client.transaction().withBundle(bundle).execute();
    List<String> there =
        answer.getEntry().stream()
            .map(entry -> new IdType(entry.getResponse().getLocation()))
            .map(id -> id.toUnqualifiedVersionless().getValue())
            .toList();
    assertThat(answer.getEntry())
        .allSatisfy(entry -> assertThat(entry.getResponse().getStatus()).startsWith("201"));
    Observation read =
        client.read().resource(Observation.class).withId(new IdType(there.get(3))).execute();
    assertThat(read.getSubject().getReference()).isEqualTo(there.get(0));
    assertThat(read.getDevice().getReference()).isEqualTo(there.get(1));
    assertThat(read.getBasedOnFirstRep().getReference()).isEqualTo(there.get(2));
    assertThat(data(read)).isEqualTo(data(ecg));
    DiagnosticReport report = report(client, there.get(3));
    assertThat(report.getSubject().getReference()).isEqualTo(there.get(0));
    assertThat(report.getBasedOnFirstRep().getReference()).isEqualTo(there.get(2));
  }

  private static String uuid(int number) {
    return "urn:uuid:3c1f52a0-5b1d-4f0e-9d8e-00000000000" + number;
  }

  private static void entry(Bundle bundle, int number, Resource resource) {
    bundle
        .addEntry()
        .setFullUrl(uuid(number))
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
  }

  @Test
  void anUpdateOfAnOldVersionIsRefused() {
    IGenericClient client = client();
    IdType id = new IdType(stored(client, patient("conflict")).getReference());
    Patient patient = client.read().resource(Patient.class).withId(id).execute();
    patient.setActive(true);
    MethodOutcome second =
        client.update().resource(patient).withAdditionalHeader("If-Match", "W/\"1\"").execute();
    assertThat(second.getId().getVersionIdPart()).isEqualTo("2");
    patient.setActive(false);
    assertThatThrownBy(
            () ->
                client
                    .update()
                    .resource(patient)
                    .withAdditionalHeader("If-Match", "W/\"1\"")
                    .execute())
        .isInstanceOfSatisfying(
            BaseServerResponseException.class,
            refused -> assertThat(refused.getStatusCode()).isIn(409, 412));
    assertThat(client.read().resource(Patient.class).withId(id).execute().getActive()).isTrue();
  }

  @Test
  void aConditionalCreateFindsWhatIsThere() {
    IGenericClient client = client();
    MethodOutcome first = conditional(client);
    MethodOutcome again = conditional(client);
    assertThat(first.getResponseStatusCode()).isEqualTo(201);
    assertThat(again.getResponseStatusCode()).isEqualTo(200);
    assertThat(again.getId().toUnqualifiedVersionless())
        .isEqualTo(first.getId().toUnqualifiedVersionless());
  }

  private static MethodOutcome conditional(IGenericClient client) {
    return client
        .create()
        .resource(patient("condition"))
        .conditional()
        .where(Patient.IDENTIFIER.exactly().systemAndCode(SYSTEM, "condition"))
        .execute();
  }
}
