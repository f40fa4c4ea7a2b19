package org.einthoven.server.api;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.einthoven.fhir.FhirResource;
import org.einthoven.server.search.BadRequest;
import org.einthoven.server.search.DateSpan;
import org.einthoven.server.search.SearchParameters;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is asked, in the address or in a Parameters body (FHIR R4 operations 3.2.0.1).
 * A parameter that is not known is refused, unless the client asks for {@code Prefer:
 * handling=lenient}.
 */
final class OperationArguments {

  private static final Set<String> SHAPE = Set.of("_format", "_pretty", "_elements", "_summary");
  private static final int MOST = 500;

  private final Map<String, List<String>> values;

  private OperationArguments(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Those of a request to an operation that knows these parameters and answers at once. */
  static OperationArguments of(ServletRequestDetails request, Set<String> known) {
    Map<String, List<String>> values = sent(request);
    values.keySet().removeAll(SHAPE);
    return of(values, request, known);
  }

  /** The same of an operation whose answer nothing shapes. */
  static OperationArguments unshaped(ServletRequestDetails request, Set<String> known) {
    return of(sent(request), request, known);
  }

  private static OperationArguments of(
      Map<String, List<String>> values, ServletRequestDetails request, Set<String> known) {
    boolean lenient = lenient(request);
    for (String name : List.copyOf(values.keySet())) {
      if (!known.contains(name)) {
        if (!lenient) {
          throw refused(
              name,
              "is not known for " + request.getOperation(),
              "leave it out, or send Prefer: handling=lenient to have it ignored; known are "
                  + String.join(", ", known.stream().sorted().toList()));
        }
        values.remove(name);
      }
    }
    return new OperationArguments(values);
  }

  /**
   * Refuses parameters in the address of an operation whose body is the resource itself, unless the
   * client is lenient.
   */
  static void none(ServletRequestDetails request) {
    if (lenient(request)) {
      return;
    }
    for (String name : request.getParameters().keySet()) {
      if (!SHAPE.contains(name)) {
        throw refused(
            name,
            "is not known for " + request.getOperation(),
            "leave it out, or send Prefer: handling=lenient to have it ignored");
      }
    }
  }

  /** All parameters as sent, by name. */
  static Map<String, List<String>> sent(ServletRequestDetails request) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    request
        .getParameters()
        .forEach((name, some) -> values.put(name, new ArrayList<>(List.of(some))));
    FhirResource body = Exchange.of(request).parsed();
    if (body == null) {
      return values;
    }
    if (!(body.resource() instanceof Parameters parameters)) {
      throw BadRequest.of(
          "the body is no Parameters resource", "body", "send Parameters, or no body at all");
    }
    for (ParametersParameterComponent parameter : parameters.getParameter()) {
      values
          .computeIfAbsent(parameter.getName(), name -> new ArrayList<>())
          .add(text(parameter.getName(), parameter.getValue()));
    }
    return values;
  }

  private static String text(String name, @Nullable Type value) {
    if (value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
      return primitive.getValueAsString();
    }
    if (value instanceof Reference reference && reference.hasReference()) {
      return reference.getReference();
    }
    throw refused(name, "has no simple value", "send it as a primitive value");
  }

  static boolean lenient(ServletRequestDetails request) {
    return prefers(request, "handling=lenient");
  }

  /** Whether a Prefer header asks for something (RFC 7240). */
  static boolean prefers(ServletRequestDetails request, String wanted) {
    for (String header : request.getHeaders("Prefer")) {
      for (String preference : header.toLowerCase(Locale.ROOT).split("[,;]", -1)) {
        if (preference.replace(" ", "").equals(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  static RuntimeException refused(String name, String problem, String remedy) {
    return BadRequest.of("the parameter " + name + " " + problem, "http." + name, remedy);
  }

  /** All of them, for a link that asks the same. */
  Map<String, List<String>> all() {
    return values;
  }

  /** The one value of a parameter. */
  Optional<String> one(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw refused(name, "is given more than once", "send it once");
    }
    return given.stream().findFirst();
  }

  /** The time that a date stands for by its precision. */
  Optional<DateSpan> date(String name) {
    return one(name)
        .map(
            text ->
                DateSpan.parse(text)
                    .orElseThrow(
                        () -> refused(name, "is not a date", "send it as 2024-03-15 or shorter")));
  }

  /** An instant, which has at least seconds and says its zone. */
  Optional<Instant> instant(String name) {
    return one(name)
        .map(
            text -> {
              boolean whole = text.matches(".*T\\d{2}:\\d{2}:\\d{2}.*(Z|[+-]\\d{2}:\\d{2})");
              return (whole ? DateSpan.parse(text) : Optional.<DateSpan>empty())
                  .map(DateSpan::low)
                  .orElseThrow(
                      () -> refused(name, "is not an instant", "send it as 2024-03-15T10:30:00Z"));
            });
  }

  /** How many resources a page holds. */
  int count(int usual) {
    return one("_count").map(text -> Math.min(MOST, whole("_count", text, 0))).orElse(usual);
  }

  /** A whole number that is not below the least. */
  static int whole(String name, String text, int least) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below like any other value that is not a count.
    }
    throw refused(
        name, "is not a count that is taken here", "send a whole number from " + least + " up");
  }

  /**
   * The resource types of {@code _type}, each once, as commas or repetitions part them.
   *
   * @param offered those that the operation can answer with
   * @param lenient whether others are ignored
   */
  List<String> types(Set<String> offered, boolean lenient) {
    List<String> types = new ArrayList<>();
    for (String value : values.getOrDefault("_type", List.of())) {
      for (String type : value.split(",", -1)) {
        String name = type.strip();
        if (offered.contains(name)) {
          if (!types.contains(name)) {
            types.add(name);
          }
        } else if (!lenient) {
          boolean served = SearchParameters.RESOURCE_TYPES.contains(name);
          throw refused(
              "_type",
              served ? "names a type that is never part of this" : "names a type that is not here",
              "use some of " + String.join(", ", offered.stream().sorted().toList()));
        }
      }
    }
    if (values.containsKey("_type") && types.isEmpty()) {
      throw refused("_type", "names no type that is here", "leave it out for all types");
    }
    return types;
  }
}
