package org.einthoven.server.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.fhir.validation.OwnDefinitions;
import org.einthoven.server.TestDatabase;
import org.einthoven.server.ValidAnswers;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every search parameter that the capability statement lists finds what it shall, and nothing else.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EverySearchParameterTest {

  private static final String FHIR = "application/fhir+json";
  private static final ValidAnswers ANSWERS = new ValidAnswers();

  /** What this server demands of a type beyond R4. */
  private static final Map<String, String> MUST =
      Map.of(
          "Binary", ",\"contentType\":\"text/plain\",\"data\":\"AQ==\"",
          "DocumentReference", ",\"content\":[{\"attachment\":{\"url\":\"http://made.test/up\"}}]",
          "Subscription", ",\"status\":\"off\"");

  @Inject ResourceWriter writer;

  private static RequestSpecification fhir() {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .encodeContentTypeAs(FHIR, ContentType.TEXT)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .filter(ANSWERS)
        .contentType(FHIR)
        .accept(FHIR);
  }

  private String create(String type, byte[] body) {
    if (OwnDefinitions.TYPES.contains(type)) {
      // Clients do not write them.
      return QuarkusTransaction.requiringNew()
          .call(() -> writer.create(FhirResource.parse(body)).id());
    }
    Response created = fhir().body(new String(body, StandardCharsets.UTF_8)).post("/fhir/" + type);
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    return created.path("id");
  }

  private String create(String type, String rest) {
    return type
        + "/"
        + create(
            type,
            ("{\"resourceType\":\"" + type + "\"" + rest + "}").getBytes(StandardCharsets.UTF_8));
  }

  /** What references may name and have to be there. */
  private Map<String, String> there() {
    Map<String, String> there = new LinkedHashMap<>();
    String patient = create("Patient", "");
    there.put("Patient", patient);
    String subject = ",\"subject\":{\"reference\":\"" + patient + "\"}";
    there.put(
        "Encounter",
        create("Encounter", ",\"status\":\"finished\",\"class\":{\"code\":\"AMB\"}" + subject));
    there.put(
        "ServiceRequest",
        create("ServiceRequest", ",\"status\":\"active\",\"intent\":\"order\"" + subject));
    return there;
  }

  private static CapabilityStatement statement() {
    return (CapabilityStatement)
        FhirResource.parse(fhir().get("/fhir/metadata").asByteArray()).resource();
  }

  private static CapabilityStatementRestResourceComponent listed(String type) {
    return statement().getRestFirstRep().getResource().stream()
        .filter(resource -> resource.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  static List<String> types() {
    // AuditEvents are not written: see AuditEventTest.
    return SearchParameters.RESOURCE_TYPES.stream()
        .filter(type -> !type.equals(SearchParameters.TOLD_TYPE))
        .toList();
  }

  private static List<String> found(String type, String id, String name, String value) {
    Response answer = fhir().queryParam("_id", id).queryParam(name, value).get("/fhir/" + type);
    assertThat(answer.statusCode())
        .as(type + "?" + name + "=" + value + ": " + answer.asString())
        .isEqualTo(200);
    return ((Bundle) FhirResource.parse(answer.asByteArray()).resource())
        .getEntry().stream().map(entry -> entry.getResource().getIdElement().getIdPart()).toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyParameterOfATypeFindsWhatItShallAndNothingElse(String type) {
    Map<String, String> there = there();
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (RuntimeSearchParam param :
        FhirText.context().getResourceDefinition(type).getSearchParams()) {
      if (param.getName().startsWith("_")) {
        continue;
      }
      SampleResource sample = SampleResource.of(type, param, there);
      if (sample.resource() instanceof Binary binary) {
        binary.setContent(new byte[] {1});
      } else if (sample.resource() instanceof DocumentReference document) {
        Attachment attachment = document.getContentFirstRep().getAttachment();
        attachment.setUrl(attachment.hasUrl() ? attachment.getUrl() : "http://made.test/up");
      } else if (sample.resource() instanceof Subscription subscription) {
        // One that is off is kept whatever it asks for.
        subscription.setStatus(Subscription.SubscriptionStatus.OFF);
        if (param.getName().equals("status")) {
          sample = new SampleResource(subscription, "off", "active");
        }
      }
      String id = create(type, FhirResource.of(sample.resource()).json());
      tried++;
      if (!found(type, id, param.getName(), sample.finds()).equals(List.of(id))) {
        wrong.add(param.getName() + "=" + sample.finds() + " finds nothing");
      }
      if (!found(type, id, param.getName(), sample.misses()).isEmpty()) {
        wrong.add(param.getName() + "=" + sample.misses() + " finds it");
      }
      if (!found(type, id, param.getName() + ":missing", "false").equals(List.of(id))
          || !found(type, id, param.getName() + ":missing", "true").isEmpty()) {
        wrong.add(param.getName() + ":missing");
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried)
        .as("all that are listed, besides the six that every type has")
        .isEqualTo(listed(type).getSearchParam().size() - 6);
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatEveryResourceHasFindsIt(String type) {
    String id =
        create(
                type,
                ",\"meta\":{\"profile\":[\"urn:made:p\"],\"source\":\"urn:made:s\",\"tag\":[{\"system\":\"urn:made\","
                    + "\"code\":\"t\"}],\"security\":[{\"system\":\"urn:made\",\"code\":\"u\"}]}"
                    + MUST.getOrDefault(type, ""))
            .substring(type.length() + 1);
    Map<String, List<String>> values =
        Map.of(
            "_profile", List.of("urn:made:p", "urn:made:q"),
            "_source", List.of("urn:made:s", "urn:made:t"),
            "_tag", List.of("urn:made|t", "urn:made|u"),
            "_security", List.of("urn:made|u", "urn:made|t"),
            "_lastUpdated", List.of("gt2020-01-01", "lt2020-01-01"));
    values.forEach(
        (name, value) -> {
          assertThat(found(type, id, name, value.get(0))).as(name).containsExactly(id);
          assertThat(found(type, id, name, value.get(1))).as(name).isEmpty();
        });
    assertThat(found(type, id, "_id", id)).containsExactly(id);
    assertThat(found(type, id, "_id", "made-up")).isEmpty();
  }

  @Test
  void whatIsListedIsWhatR4DefinesBesidesWhatIsSpecialToEveryType() {
    for (CapabilityStatementRestResourceComponent resource :
        statement().getRestFirstRep().getResource()) {
      Set<String> defined = new HashSet<>(Set.of("_source"));
      for (RuntimeSearchParam param :
          FhirText.context().getResourceDefinition(resource.getType()).getSearchParams()) {
        if (param.getParamType() != RestSearchParameterTypeEnum.SPECIAL
            || param.getName().equals("near")) {
          defined.add(param.getName());
        }
      }
      assertThat(resource.getSearchParam())
          .extracting(param -> param.getName())
          .as(resource.getType())
          .containsExactlyInAnyOrderElementsOf(defined);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatIsNotListedIsRefused(String type) {
    for (String name : List.of("shoe", "_text", "_content", "_list", "_filter", "near")) {
      assertThat(fhir().queryParam(name, "1").get("/fhir/" + type).statusCode())
          .as(type + "?" + name)
          .isEqualTo(400);
    }
  }
}
