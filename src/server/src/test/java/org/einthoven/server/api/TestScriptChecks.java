package org.einthoven.server.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.TestScript.AssertionDirectionType;
import org.hl7.fhir.r4.model.TestScript.AssertionOperatorType;
import org.hl7.fhir.r4.model.TestScript.AssertionResponseTypes;
import org.hl7.fhir.r4.model.TestScript.SetupActionAssertComponent;
import org.jspecify.annotations.Nullable;

/**
 * The assertions of R4 TestScripts (testscript-definitions.html, TestScript.setup.action.assert).
 *
 * <p>{@code validateProfileId} is held to what the strict parser holds: elements, types and codes
 * that R4 knows.
 */
final class TestScriptChecks {

  private static final Map<AssertionResponseTypes, Integer> STATUSES =
      Map.ofEntries(
          Map.entry(AssertionResponseTypes.OKAY, 200),
          Map.entry(AssertionResponseTypes.CREATED, 201),
          Map.entry(AssertionResponseTypes.NOCONTENT, 204),
          Map.entry(AssertionResponseTypes.NOTMODIFIED, 304),
          Map.entry(AssertionResponseTypes.BAD, 400),
          Map.entry(AssertionResponseTypes.FORBIDDEN, 403),
          Map.entry(AssertionResponseTypes.NOTFOUND, 404),
          Map.entry(AssertionResponseTypes.METHODNOTALLOWED, 405),
          Map.entry(AssertionResponseTypes.CONFLICT, 409),
          Map.entry(AssertionResponseTypes.GONE, 410),
          Map.entry(AssertionResponseTypes.PRECONDITIONFAILED, 412),
          Map.entry(AssertionResponseTypes.UNPROCESSABLE, 422));

  private final TestScriptExchange last;
  private final Function<String, Resource> fixtures;
  private final UnaryOperator<String> variables;

  /**
   * @param last what the assertion is about where it names nothing else
   * @param fixtures by id
   * @param variables puts values in place of {@code ${name}}
   */
  TestScriptChecks(
      TestScriptExchange last,
      Function<String, Resource> fixtures,
      UnaryOperator<String> variables) {
    this.last = last;
    this.fixtures = fixtures;
    this.variables = variables;
  }

  /** What is not as asserted, if so. */
  Optional<String> failure(SetupActionAssertComponent asserted) {
    if (asserted.hasResponse()) {
      return compared("equals", "" + last.status(), "" + STATUSES.get(asserted.getResponse()));
    }
    if (asserted.hasResponseCode()) {
      return compared(asserted, "" + last.status(), asserted.getResponseCode());
    }
    if (asserted.hasContentType()) {
      String type = last.header("Content-Type").orElse("");
      return compared("contains", type, asserted.getContentType());
    }
    if (asserted.hasRequestMethod()) {
      return compared(
          asserted, last.method().toLowerCase(Locale.ROOT), asserted.getRequestMethod().toCode());
    }
    if (asserted.hasRequestURL()) {
      return compared(asserted, last.url(), variables.apply(asserted.getRequestURL()));
    }
    if (asserted.hasHeaderField()) {
      return compared(asserted, header(asserted), variables.apply(text(asserted.getValue())));
    }
    if (asserted.hasResource()) {
      Resource resource = last.resource();
      return compared(
          asserted, resource == null ? "nothing" : resource.fhirType(), asserted.getResource());
    }
    if (asserted.hasValidateProfileId()) {
      return last.resource() == null ? Optional.of("the answer is not FHIR R4") : Optional.empty();
    }
    if (asserted.hasNavigationLinks()) {
      return navigation((Bundle) answer());
    }
    if (asserted.hasMinimumId()) {
      return missing(fixtures.apply(asserted.getMinimumId()), subject(asserted), "");
    }
    return value(asserted);
  }

  private String header(SetupActionAssertComponent asserted) {
    String name = asserted.getHeaderField();
    return asserted.getDirection() == AssertionDirectionType.REQUEST
        ? last.headers().getOrDefault(name, "")
        : last.header(name).orElse("");
  }

  private Resource answer() {
    Resource resource = last.resource();
    if (resource == null) {
      throw new AssertionError("the answer is not FHIR R4");
    }
    return resource;
  }

  private Resource subject(SetupActionAssertComponent asserted) {
    return asserted.hasSourceId() ? fixtures.apply(asserted.getSourceId()) : answer();
  }

  private Optional<String> value(SetupActionAssertComponent asserted) {
    Resource subject = subject(asserted);
    if (asserted.hasCompareToSourceId()) {
      Resource other = fixtures.apply(asserted.getCompareToSourceId());
      if (asserted.hasCompareToSourceExpression()) {
        String expression = asserted.getCompareToSourceExpression();
        return compared(
            asserted,
            TestScriptPaths.fhirPath(
                subject, asserted.hasExpression() ? asserted.getExpression() : expression),
            TestScriptPaths.fhirPath(other, expression));
      }
      return compared(
          asserted,
          TestScriptPaths.xpath(subject, asserted.getPath()),
          TestScriptPaths.xpath(other, asserted.getCompareToSourcePath()));
    }
    if (asserted.hasPath()) {
      String found = TestScriptPaths.xpath(subject, asserted.getPath());
      return compared(asserted, found, variables.apply(asserted.getValue()));
    }
    if (asserted.hasExpression()) {
      String found = TestScriptPaths.fhirPath(subject, variables.apply(asserted.getExpression()));
      String expected = asserted.hasValue() ? variables.apply(asserted.getValue()) : "true";
      return compared(asserted, found, expected);
    }
    throw new IllegalArgumentException("an assertion that is not known here");
  }

  private static Optional<String> compared(
      SetupActionAssertComponent asserted, String found, String expected) {
    AssertionOperatorType operator = asserted.getOperator();
    return compared(operator == null ? "equals" : operator.toCode(), found, expected);
  }

  private static Optional<String> compared(String operator, String found, String expected) {
    List<String> several = Arrays.stream(expected.split(",", -1)).map(String::strip).toList();
    boolean holds =
        switch (operator) {
          case "equals" -> found.equals(expected);
          case "notEquals" -> !found.equals(expected);
          case "in" -> several.contains(found);
          case "notIn" -> !several.contains(found);
          case "empty" -> found.isEmpty();
          case "notEmpty" -> !found.isEmpty();
          case "contains" -> found.contains(expected);
          case "notContains" -> !found.contains(expected);
          default -> throw new IllegalArgumentException(operator);
        };
    return holds
        ? Optional.empty()
        : Optional.of("'" + found + "' is not: " + operator + " '" + expected + "'");
  }

  private static Optional<String> navigation(Bundle bundle) {
    if (bundle.getLink("self") == null) {
      return Optional.of("there is no self link");
    }
    return bundle.getLink().stream()
        .filter(link -> !link.getUrl().startsWith("http"))
        .map(link -> "the link " + link.getRelation() + " is no address")
        .findFirst();
  }

  /** What a resource must hold at least and does not. */
  private static Optional<String> missing(Base least, Base found, String place) {
    if (least.isPrimitive()) {
      boolean same = plain(least).equals(plain(found));
      return same ? Optional.empty() : Optional.of(place + " differs");
    }
    for (Property property : least.children()) {
      Property other = found.getNamedProperty(property.getName());
      for (Base value : property.getValues()) {
        String at = place + "/" + property.getName();
        boolean there =
            other != null
                && other.getValues().stream().anyMatch(it -> missing(value, it, at).isEmpty());
        if (!there) {
          return Optional.of(at + " is not there or differs");
        }
      }
    }
    return Optional.empty();
  }

  /** An id is read as an address with type and version. */
  private static String plain(Base primitive) {
    String text = text(primitive.primitiveValue());
    return primitive instanceof IdType ? text(new IdType(text).getIdPart()) : text;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
