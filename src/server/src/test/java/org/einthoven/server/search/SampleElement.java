package org.einthoven.server.search;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.einthoven.fhir.FhirText;
import org.hl7.fhir.r4.model.*;

/**
 * An element made up for a search parameter, with a value that finds it and one that does not,
 * written by hand for each datatype and not taken from what the server extracts.
 *
 * @param element a datatype
 * @param finds a search value by the rules of FHIR R4 search 3.1.1.4
 * @param misses another
 */
record SampleElement(Base element, String finds, String misses) {

  /**
   * An element for a property.
   *
   * @param parent what holds it
   * @param name of the property, without {@code [x]}
   * @param type the datatype, null where the property has one only
   * @param target what a reference refers to, null for any
   * @param there resources that references may name, by type
   */
  static SampleElement of(
      Base parent, String name, String type, String target, Map<String, String> there) {
    Property property = property(parent, name);
    String code = type == null ? property.getTypeCode() : type;
    if (code.startsWith("Reference")) {
      return reference(code, target, there);
    }
    if (code.equals("Resource")) {
      Resource held = (Resource) FhirText.context().getResourceDefinition(target).newInstance();
      held.setId("made-up");
      return new SampleElement(held, target + "/made-up", target + "/made-down");
    }
    if (code.startsWith("canonical")) {
      return new SampleElement(new CanonicalType("urn:made:up|2"), "urn:made:up", "urn:made:down");
    }
    return switch (code.split("[|]", -1)[0]) {
      case "CodeableConcept" ->
          new SampleElement(
              new CodeableConcept(new Coding("urn:made", "up", "Made Up")), "urn:made|up", "up|up");
      case "Coding" -> new SampleElement(new Coding("urn:made", "up", null), "up", "down");
      case "Identifier" ->
          new SampleElement(
              new Identifier().setSystem("urn:made").setValue("7"), "urn:made|7", "urn:made|8");
      case "ContactPoint" -> new SampleElement(new ContactPoint().setValue("77"), "77", "78");
      case "HumanName" -> new SampleElement(new HumanName().setFamily("Made-Up"), "made", "up");
      case "Address" -> new SampleElement(address(), "made", "up");
      case "dateTime" -> new SampleElement(new DateTimeType("2020-03-04"), "2020-03", "2020-04");
      case "date" -> new SampleElement(new DateType("2020-03-04"), "2020-03-04", "gt2020-03-04");
      case "instant" ->
          new SampleElement(new InstantType("2020-03-04T05:06:07Z"), "2020-03-04", "lt2020-03-04");
      case "Period" ->
          new SampleElement(
              new Period()
                  .setStartElement(new DateTimeType("2020-03-04"))
                  .setEndElement(new DateTimeType("2020-03-05")),
              "2020-03",
              "2020-03-04");
      case "Quantity", "SimpleQuantity", "Age" ->
          new SampleElement(
              new Quantity().setValue(new BigDecimal("5.4")).setCode("mg"), "5.4||mg", "5.5");
      case "Duration" -> {
        Duration duration = new Duration();
        duration.setValue(new BigDecimal("5.4")).setCode("h");
        yield new SampleElement(duration, "5.4||h", "5.4||mg");
      }
      case "decimal" -> new SampleElement(new DecimalType("0.5"), "0.5", "0.6");
      case "boolean" -> new SampleElement(new BooleanType(true), "true", "false");
      case "code" -> code(parent, name);
      case "uri", "url", "oid" ->
          new SampleElement(new UriType("urn:made:up"), "urn:made:up", "urn:made");
      case "id" -> new SampleElement(new IdType("made-up"), "made-up", "made");
      case "base64Binary" -> throw new IllegalStateException("no search looks at bytes");
      default ->
          new SampleElement(new StringType("Made up"), text(property) ? "made" : "Made up", "up");
    };
  }

  private static boolean text(Property property) {
    return property.getTypeCode().equals("string") || property.getTypeCode().equals("markdown");
  }

  private static Address address() {
    return new Address().setCity("Made");
  }

  static Property property(Base parent, String name) {
    for (Property property : parent.children()) {
      if (property.getName().equals(name) || property.getName().equals(name + "[x]")) {
        return property;
      }
    }
    throw new IllegalStateException(parent.fhirType() + " has no " + name);
  }

  private static SampleElement reference(String code, String target, Map<String, String> there) {
    List<String> allowed =
        Arrays.stream(code.substring(code.indexOf('(') + 1, code.lastIndexOf(')')).split("[|]", -1))
            .map(type -> type.substring(type.lastIndexOf('/') + 1))
            .map(type -> type.equals("Any") || type.equals("Resource") ? "Patient" : type)
            .toList();
    String wanted =
        target != null
            ? target
            : there.keySet().stream().filter(allowed::contains).findFirst().orElse(allowed.get(0));
    String reference = there.getOrDefault(wanted, wanted + "/made-up");
    return new SampleElement(new Reference(reference), reference, wanted + "/made-down");
  }

  private static SampleElement code(Base parent, String name) {
    BaseRuntimeElementCompositeDefinition<?> definition =
        (BaseRuntimeElementCompositeDefinition<?>)
            (parent instanceof Resource resource
                ? FhirText.context().getResourceDefinition(resource)
                : FhirText.context().getElementDefinition(parent.getClass()));
    BaseRuntimeChildDefinition child = definition.getChildByName(name);
    if (child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound) {
      List<String> codes =
          Arrays.stream(bound.getBoundEnumType().getEnumConstants())
              .map(SampleElement::toCode)
              .filter(code -> code != null && !code.equals("?"))
              .toList();
      return new SampleElement(
          new CodeType(codes.get(0)), codes.get(0), codes.get(codes.size() - 1));
    }
    return new SampleElement(new CodeType("up"), "up", "down");
  }

  private static String toCode(Object constant) {
    try {
      return (String) constant.getClass().getMethod("toCode").invoke(constant);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
