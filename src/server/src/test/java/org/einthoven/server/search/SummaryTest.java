package org.einthoven.server.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.einthoven.fhir.FhirResource;
import org.einthoven.fhir.FhirText;
import org.einthoven.server.TestDatabase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code _summary} in all forms (FHIR R4 search 3.1.1.5.8), against what R4 itself says of each
 * element.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SummaryTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OF_ALL = Set.of("resourceType", "id", "meta");
  private static final Set<String> SKIPPED =
      Set.of(
          "id",
          "meta",
          "implicitRules",
          "language",
          "text",
          "contained",
          "extension",
          "modifierExtension");

  @Inject ResourceWriter writer;

  static List<String> types() {
    return SearchParameters.RESOURCE_TYPES.stream()
        .filter(type -> !type.equals(SearchParameters.TOLD_TYPE))
        .toList();
  }

  /** A resource that has about everything at its top. */
  private static Resource full(String type) {
    Resource resource = (Resource) FhirText.context().getResourceDefinition(type).newInstance();
    for (Property property : resource.children()) {
      if (!SKIPPED.contains(property.getName())) {
        fill(resource, property);
      }
    }
    if (resource instanceof DomainResource domain) {
      domain
          .getText()
          .setStatus(Narrative.NarrativeStatus.GENERATED)
          .setDivAsString("<div>x</div>");
    }
    if (resource instanceof Subscription subscription) {
      // One that is off is kept whatever it asks for.
      subscription.setStatus(Subscription.SubscriptionStatus.OFF);
      subscription
          .getChannel()
          .setType(Subscription.SubscriptionChannelType.RESTHOOK)
          .setEndpoint("http://made.test/hook");
      subscription.setCriteria("Patient");
    }
    return resource;
  }

  private static void fill(Base parent, Property property) {
    String name = property.getName().replace("[x]", "");
    String code = property.getTypeCode();
    if (code.isEmpty() || code.startsWith("@") || code.contains("BackboneElement")) {
      Base part = parent.addChild(name);
      part.children().stream()
          .filter(child -> !SKIPPED.contains(child.getName()))
          .filter(
              child ->
                  Set.of("string", "code", "CodeableConcept", "uri", "Coding")
                      .contains(child.getTypeCode()))
          .findFirst()
          .ifPresent(child -> fill(part, child));
      return;
    }
    if (code.equals("Resource") || code.equals("base64Binary") || code.equals("*")) {
      return;
    }
    try {
      String first = property.getName().endsWith("[x]") ? code.split("[|(]")[0] : null;
      parent.setProperty(
          property.getName(), SampleElement.of(parent, name, first, null, Map.of()).element());
    } catch (RuntimeException | Error e) {
      // Of a datatype that no search looks at: left out.
      return;
    }
  }

  private static Predicate<String> elements(String type, Predicate<ElementDefinition> wanted) {
    StructureDefinition defined =
        (StructureDefinition)
            Objects.requireNonNull(
                new DefaultProfileValidationSupport(FhirText.context())
                    .fetchStructureDefinition("http://hl7.org/fhir/StructureDefinition/" + type));
    List<String> names =
        defined.getSnapshot().getElement().stream()
            .filter(element -> element.getPath().split("[.]").length == 2)
            .filter(wanted)
            .map(element -> element.getPath().substring(type.length() + 1))
            .toList();
    return key ->
        names.stream()
            .anyMatch(
                name ->
                    name.endsWith("[x]")
                        ? key.startsWith(name.substring(0, name.length() - 3))
                        : key.equals(name));
  }

  private static JsonNode get(String address) {
    Response answer = given().accept("application/fhir+json").get("/fhir/" + address);
    assertThat(answer.statusCode()).as(address + ": " + answer.asString()).isEqualTo(200);
    try {
      return JSON.readTree(answer.asByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<String> keys(JsonNode resource) {
    Set<String> keys = new TreeSet<>();
    resource.fieldNames().forEachRemaining(keys::add);
    keys.removeAll(OF_ALL);
    return keys;
  }

  private static Set<String> only(Set<String> keys, Predicate<String> wanted) {
    Set<String> some = new TreeSet<>(keys);
    some.removeIf(wanted.negate());
    return some;
  }

  private static boolean isPart(JsonNode resource) {
    return resource.path("meta").path("tag").toString().contains("\"SUBSETTED\"");
  }

  /** The same by every way to get it. */
  private static List<JsonNode> ways(String type, String id, String form) {
    List<JsonNode> ways = new ArrayList<>();
    ways.add(get(type + "/" + id + "?_summary=" + form));
    ways.add(get(type + "/" + id + "/_history/1?_summary=" + form));
    for (String bundle :
        List.of(
            type + "?_id=" + id + "&_summary=" + form,
            type + "/" + id + "/_history?_summary=" + form)) {
      ways.add(get(bundle).path("entry").path(0).path("resource"));
    }
    return ways;
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyFormHoldsWhatR4SaysItHolds(String type) {
    String id =
        QuarkusTransaction.requiringNew()
            .call(() -> writer.create(FhirResource.of(full(type))).id());
    Set<String> all = keys(get(type + "/" + id));
    assertThat(all).hasSizeGreaterThan(type.equals("Binary") ? 0 : 2);
    Predicate<String> summary = elements(type, ElementDefinition::getIsSummary);
    Predicate<String> mandatory = elements(type, element -> element.getMin() > 0);

    for (JsonNode way : ways(type, id, "true")) {
      assertThat(keys(way)).as("true").containsAll(only(all, summary));
      assertThat(only(keys(way), summary.or(mandatory).negate())).as("true: %s", way).isEmpty();
      assertThat(isPart(way)).as("true").isTrue();
    }
    // HAPI takes a stored Bundle for one that answers.
    for (JsonNode way : type.equals("Bundle") ? List.<JsonNode>of() : ways(type, id, "text")) {
      assertThat(keys(way)).as("text").isEqualTo(only(all, mandatory.or("text"::equals)));
      assertThat(isPart(way)).as("text").isTrue();
    }
    for (JsonNode way : ways(type, id, "data")) {
      assertThat(keys(way)).as("data").isEqualTo(only(all, key -> !key.equals("text")));
      assertThat(isPart(way)).as("data").isTrue();
    }
    for (JsonNode way : ways(type, id, "false")) {
      assertThat(keys(way)).as("false").isEqualTo(all);
      assertThat(isPart(way)).as("false").isFalse();
    }
    for (String order : List.of("_summary=count&_count=5", "_count=5&_summary=count")) {
      JsonNode counted = get(type + "?_id=" + id + "&" + order);
      assertThat(counted.path("total").asInt(-1)).isEqualTo(1);
      assertThat(counted.has("entry")).isFalse();
    }
    JsonNode versions = get(type + "/" + id + "/_history?_summary=count");
    assertThat(versions.path("total").asInt(-1)).isEqualTo(1);
    assertThat(versions.has("entry")).isFalse();
    for (String address : List.of(type + "/" + id, type, type + "/" + id + "/_history")) {
      assertThat(given().get("/fhir/" + address + "?_summary=much").statusCode())
          .as(address)
          .isEqualTo(400);
    }
    assertThat(given().get("/fhir/" + type + "/" + id + "?_summary=count").statusCode())
        .as("only searches and histories are counted")
        .isEqualTo(400);
  }
}
