package org.einthoven.server.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einthoven.server.store.index.Criterion;

/**
 * Understands the name of a criterion: a parameter with its modifier, a chain over references (FHIR
 * R4 search 3.1.1.4.17) or a chain backwards ({@code _has}, 3.1.1.4.18), and these in each other.
 */
final class ChainParsing {

  private static final String BACKWARDS = "_has";
  private static final int DEEPEST = 5;

  private final SearchParameters parameters;
  private final CriterionParsing criteria;

  ChainParsing(SearchParameters parameters, CriterionParsing criteria) {
    this.parameters = parameters;
    this.criteria = criteria;
  }

  /**
   * The criterion of one value.
   *
   * @param name as sent
   * @return empty where the type has no such parameter
   */
  Optional<Criterion> parse(String resourceType, String name, String value, String base) {
    return parse(resourceType, name, value, base, 0);
  }

  /** Whether a name begins with a parameter of the type. */
  boolean knows(String resourceType, String name) {
    String bare = name.split("[.:]", 2)[0];
    return parameters.find(resourceType, bare).isPresent();
  }

  private Optional<Criterion> parse(
      String resourceType, String name, String value, String base, int depth) {
    if (depth > DEEPEST) {
      throw BadRequest.parameter(
          name, "chains over more than " + DEEPEST + " references", "search in two steps");
    }
    if (name.startsWith(BACKWARDS + ":")) {
      return Optional.of(backwards(name, value, base, depth));
    }
    int dot = name.indexOf('.');
    if (dot >= 0) {
      return chain(
          resourceType, name.substring(0, dot), name.substring(dot + 1), value, base, depth);
    }
    int colon = name.indexOf(':');
    String bare = colon < 0 ? name : name.substring(0, colon);
    return parameters
        .find(resourceType, bare)
        .map(
            parameter ->
                criteria.parse(parameter, colon < 0 ? "" : name.substring(colon + 1), value, base));
  }

  private Criterion backwards(String name, String value, String base, int depth) {
    String[] parts = name.substring(BACKWARDS.length() + 1).split(":", 3);
    if (parts.length < 3
        || !parameters.serves(parts[0])
        || parameters
            .find(parts[0], parts[1])
            .filter(parameter -> parameter.kind() == Criterion.Kind.REFERENCE)
            .isEmpty()) {
      throw BadRequest.parameter(
          name,
          "does not name a type and the reference parameter by which it refers here",
          "write it as _has:Type:reference:parameter, such as _has:Observation:patient:code");
    }
    Criterion there =
        parse(parts[0], parts[2], value, base, depth + 1)
            .orElseThrow(() -> unknown(parts[2], parts[0]));
    return new Criterion.Referring(parts[0], parts[1], there);
  }

  private Optional<Criterion> chain(
      String resourceType, String link, String rest, String value, String base, int depth) {
    int colon = link.indexOf(':');
    String bare = colon < 0 ? link : link.substring(0, colon);
    SearchParameter parameter = parameters.find(resourceType, bare).orElse(null);
    if (parameter == null) {
      return Optional.empty();
    }
    if (parameter.kind() != Criterion.Kind.REFERENCE) {
      throw BadRequest.parameter(
          bare, "is no reference and cannot be chained over", "chain over a reference parameter");
    }
    Map<String, Criterion> byType = new LinkedHashMap<>();
    for (String type : targets(parameter, colon < 0 ? "" : link.substring(colon + 1))) {
      parse(type, rest, value, base, depth + 1).ifPresent(found -> byType.put(type, found));
    }
    if (byType.isEmpty()) {
      throw unknown(rest, "what " + bare + " refers to");
    }
    return Optional.of(new Criterion.Chained(parameter.name(), byType));
  }

  private List<String> targets(SearchParameter parameter, String type) {
    List<String> possible = new ArrayList<>(parameter.targets());
    if (possible.isEmpty()) {
      possible.addAll(SearchParameters.STORED_TYPES);
      possible.add(SearchParameters.TOLD_TYPE);
    }
    possible.removeIf(each -> !parameters.serves(each));
    if (!type.isEmpty()) {
      if (!possible.contains(type)) {
        throw BadRequest.parameter(
            parameter.name() + ":" + type,
            "names a type that it does not refer to here",
            "use one of " + possible);
      }
      return List.of(type);
    }
    // The audit trail is searched by itself, where it is named.
    possible.remove(SearchParameters.TOLD_TYPE);
    return possible;
  }

  private static RuntimeException unknown(String name, String where) {
    return BadRequest.parameter(
        name, "is not known for " + where, "see /fhir/metadata for the parameters");
  }
}
