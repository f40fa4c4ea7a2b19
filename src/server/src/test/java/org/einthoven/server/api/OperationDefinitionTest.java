package org.einthoven.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server defines of its own operations is what they do. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OperationDefinitionTest {

  private static final String OWN = Codes.BASE + "OperationDefinition/";

  static List<OperationDefinition> own() {
    return OwnDefinitions.of("OperationDefinition").stream()
        .map(definition -> (OperationDefinition) definition.resource())
        .toList();
  }

  /** All operations that the capability statement names: by definition, their types and names. */
  private static Map<String, List<String>> stated() {
    CapabilityStatementRestComponent rest =
        ((CapabilityStatement) Reports.parsed(Http.get("/fhir/metadata")).resource())
            .getRestFirstRep();
    Map<String, List<String>> stated = new TreeMap<>();
    add(stated, "", rest.getOperation());
    rest.getResource().forEach(each -> add(stated, each.getType(), each.getOperation()));
    return stated;
  }

  private static void add(
      Map<String, List<String>> stated,
      String type,
      List<CapabilityStatementRestResourceOperationComponent> operations) {
    operations.forEach(
        each ->
            stated
                .computeIfAbsent(each.getDefinition(), key -> new ArrayList<>())
                .add(type + "/$" + each.getName()));
  }

  @Test
  void theCapabilityStatementNamesADefinitionOfEachOperationOnce() {
    Map<String, List<String>> stated = stated();
    assertThat(stated.keySet())
        .filteredOn(canonical -> !canonical.startsWith(OWN))
        .containsExactlyInAnyOrder(
            "http://hl7.org/fhir/OperationDefinition/Resource-validate",
            "http://hl7.org/fhir/OperationDefinition/Resource-meta",
            "http://hl7.org/fhir/OperationDefinition/Resource-meta-add",
            "http://hl7.org/fhir/OperationDefinition/Resource-meta-delete",
            "http://hl7.org/fhir/OperationDefinition/Patient-everything",
            "http://hl7.org/fhir/OperationDefinition/Patient-merge",
            "http://hl7.org/fhir/OperationDefinition/Observation-lastn",
            "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export",
            "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/patient-export",
            "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-status");
    assertThat(stated.values()).allSatisfy(where -> assertThat(where).doesNotHaveDuplicates());
    assertThat(stated.keySet())
        .filteredOn(canonical -> canonical.startsWith(OWN))
        .containsExactlyInAnyOrderElementsOf(own().stream().map(each -> each.getUrl()).toList());
  }

  @ParameterizedTest
  @MethodSource("own")
  void aDefinitionIsReadAndFoundAndSaysWhereItsOperationIs(OperationDefinition packaged) {
    String id = packaged.getIdElement().getIdPart();
    OperationDefinition read =
        (OperationDefinition)
            Reports.parsed(Http.get("/fhir/OperationDefinition/" + id)).resource();
    assertThat(read.getUrl()).isEqualTo(packaged.getUrl());
    assertThat(Workflow.found("OperationDefinition?url=" + packaged.getUrl()))
        .containsExactly("OperationDefinition/" + id);

    String type = read.hasResource() ? read.getResource().get(0).getValue() : "";
    assertThat(read.getSystem()).isEqualTo(type.isEmpty());
    assertThat(stated().get(read.getUrl())).containsExactly(type + "/$" + read.getCode());
    for (String address : addresses(read, type, false)) {
      assertThat(isThere(address)).as(address).isTrue();
    }
    for (String address : addresses(read, type, true)) {
      assertThat(isThere(address)).as(address).isFalse();
    }
  }

  /** Where the operation is said to be, or is not. */
  private static List<String> addresses(OperationDefinition of, String type, boolean not) {
    List<String> addresses = new ArrayList<>();
    if (!type.isEmpty() && of.getType() != not) {
      addresses.add(type + "/$" + of.getCode());
    }
    if (!type.isEmpty() && of.getInstance() != not) {
      addresses.add(type + "/nobody/$" + of.getCode());
    }
    if (type.isEmpty() && of.getSystem() != not) {
      addresses.add("$" + of.getCode());
    }
    return addresses;
  }

  private static boolean isThere(String address) {
    HttpResponse<String> answer =
        Http.post(
            "/fhir/" + address,
            Http.FHIR_JSON,
            "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}");
    return !answer.body().contains("does not offer") && !answer.body().contains("Invalid request");
  }

  @ParameterizedTest
  @MethodSource("own")
  void parametersThatAreDefinedAreKnownAndOthersAreRefused(OperationDefinition defined) {
    String type = defined.hasResource() ? defined.getResource().get(0).getValue() : "";
    String address = addresses(defined, type, false).get(0);
    Parameters sent = new Parameters();
    defined.getParameter().stream()
        .filter(parameter -> parameter.getUse() == OperationParameterUse.IN)
        .forEach(parameter -> add(sent, parameter));
    assertThat(isUnknown(post(address, sent))).as(address).isFalse();
    Parameters other = new Parameters();
    other.addParameter().setName("shoe").setValue(new StringType("x"));
    HttpResponse<String> refused = post(address, other);
    assertThat(refused.statusCode()).as(refused.body()).isIn(400, 422);
    assertThat(isUnknown(refused)).as(refused.body()).isTrue();
  }

  private static HttpResponse<String> post(String address, Parameters sent) {
    // Only that of a Patient's ECGs is answered later alone.
    return address.startsWith("Patient/")
        ? Workflow.operation(address, sent, "Prefer", "respond-async")
        : Workflow.operation(address, sent);
  }

  private static boolean isUnknown(HttpResponse<String> answer) {
    return answer.body().contains("does not know a parameter")
        || answer.body().contains("is not known for")
        || answer.body().contains("Nobody is named");
  }

  private static void add(Parameters sent, OperationDefinitionParameterComponent parameter) {
    ParametersParameterComponent one = sent.addParameter().setName(parameter.getName());
    if (parameter.hasPart()) {
      return;
    }
    switch (parameter.getType()) {
      case "code" -> one.setValue(new CodeType("a-code"));
      case "Coding" -> one.setValue(new Coding("urn:a-system", "a-code", null));
      case "CodeableConcept" ->
          one.setValue(new CodeableConcept(new Coding("urn:a-system", "a-code", null)));
      case "Reference", "Element" -> one.setValue(new Reference("Patient/nobody"));
      case "string" -> one.setValue(new StringType("a reason"));
      case "Resource" -> one.setResource(new Observation());
      default ->
          one.setResource(
              (Resource)
                  FhirText.context().getResourceDefinition(parameter.getType()).newInstance());
    }
  }
}
