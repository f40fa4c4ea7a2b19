package org.einthoven.server.search;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.Folding;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** Understands the value of one search parameter (FHIR R4 search 3.1.1.4). */
final class CriterionParsing {

  private final CriterionValues single;

  CriterionParsing(Clock clock) {
    this.single = new CriterionValues(clock);
  }

  /**
   * Parses a value: alternatives parted by commas.
   *
   * @param modifier what stands after the colon of the name, or the empty text
   */
  Criterion parse(SearchParameter parameter, String modifier, String value, String base) {
    // Of itself first, so that what is refused is refused under its own name.
    Criterion own = own(parameter, modifier, value, base);
    return parameter.sources().isEmpty()
        ? own
        : new Criterion.Union(
            parameter.sources().stream()
                .map(source -> own(source, modifier, value, base))
                .toList());
  }

  private Criterion own(SearchParameter parameter, String modifier, String value, String base) {
    String name = parameter.name();
    if (modifier.equals("missing")) {
      if (!value.equals("true") && !value.equals("false")) {
        throw BadRequest.parameter(name + ":missing", "is not a boolean", "send true or false");
      }
      boolean missing = Boolean.parseBoolean(value);
      return parameter.components().isEmpty()
          ? new Criterion.Missing(name, parameter.kind(), missing)
          : new Criterion.Composite(List.of(present(parameter.components())), missing);
    }
    List<String> values = CriterionValues.split(value, ',');
    if (name.equals("_id")) {
      accept(name, modifier, Set.of());
      return new Criterion.Ids(values.stream().map(CriterionValues::plain).toList());
    }
    if (name.equals("_lastUpdated")) {
      accept(name, modifier, Set.of());
      return new Criterion.Updated(values.stream().map(v -> single.span(name, v)).toList());
    }
    if (!parameter.components().isEmpty()) {
      accept(name, modifier, Set.of());
      return composite(parameter, values, base);
    }
    if (parameter.type() == SearchParamType.SPECIAL) {
      accept(name, modifier, Set.of());
      return new Criterion.Near(
          name,
          values.stream()
              .map(v -> NearParsing.circle(name, CriterionValues.split(v, '|')))
              .toList());
    }
    return switch (parameter.kind()) {
      case DATE -> {
        accept(name, modifier, Set.of());
        yield new Criterion.Spans(name, values.stream().map(v -> single.span(name, v)).toList());
      }
      case STRING -> texts(name, modifier, values);
      case QUANTITY -> {
        accept(name, modifier, Set.of());
        yield new Criterion.Amounts(
            name, values.stream().map(v -> CriterionValues.amount(name, v)).toList());
      }
      case REFERENCE -> reference(parameter, modifier, values, base);
      case TOKEN ->
          parameter.type() == SearchParamType.URI
              ? addresses(name, modifier, values)
              : tokens(name, modifier, values);
    };
  }

  private static Criterion addresses(String name, String modifier, List<String> values) {
    accept(name, modifier, Set.of("above", "below"));
    List<String> plain = values.stream().map(CriterionValues::plain).toList();
    if (!modifier.isEmpty()) {
      return new Criterion.Addresses(name, plain, modifier.equals("above"));
    }
    return new Criterion.Tokens(
        name, plain.stream().map(v -> new Criterion.TokenValue(null, v)).toList(), false);
  }

  private static Criterion tokens(String name, String modifier, List<String> values) {
    accept(name, modifier, Set.of("not", "text", "of-type"));
    return switch (modifier) {
      case "text" ->
          new Criterion.Texts(
              name + IndexValues.TEXT,
              values.stream().map(v -> Folding.fold(CriterionValues.plain(v))).toList(),
              Criterion.TextMatch.BEGINS);
      case "of-type" ->
          new Criterion.Tokens(
              name + IndexValues.OF_TYPE,
              values.stream().map(v -> CriterionValues.ofType(name, v)).toList(),
              false);
      default ->
          new Criterion.Tokens(
              name, values.stream().map(CriterionValues::token).toList(), modifier.equals("not"));
    };
  }

  private List<Criterion> present(List<SearchParameter> components) {
    return components.stream().map(part -> parse(part, "missing", "false", "")).toList();
  }

  /** The values of a composite parameter: of each alternative one for each component. */
  private Criterion composite(SearchParameter parameter, List<String> values, String base) {
    List<List<Criterion>> alternatives = new ArrayList<>();
    for (String value : values) {
      List<String> parts = CriterionValues.split(value, '$');
      if (parts.size() != parameter.components().size()) {
        throw BadRequest.parameter(
            parameter.name(), "does not have a value for each part", "join the values by $");
      }
      List<Criterion> together = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        together.add(parse(parameter.components().get(i), "", parts.get(i), base));
      }
      alternatives.add(together);
    }
    return new Criterion.Composite(alternatives, false);
  }

  private static void accept(String name, String modifier, Set<String> known) {
    if (!modifier.isEmpty() && !known.contains(modifier)) {
      throw BadRequest.parameter(
          name + ":" + modifier,
          "has a modifier that is not offered",
          "leave the modifier out" + (known.isEmpty() ? "" : ", or use one of " + known));
    }
  }

  private static Criterion reference(
      SearchParameter parameter, String modifier, List<String> values, String base) {
    String name = parameter.name();
    if (modifier.equals("identifier")) {
      return new Criterion.Tokens(
          name + IndexValues.IDENTIFIER,
          values.stream().map(CriterionValues::token).toList(),
          false);
    }
    boolean typed = !modifier.isEmpty();
    if (typed && !parameter.targets().isEmpty() && !parameter.targets().contains(modifier)) {
      accept(name, modifier, Set.copyOf(parameter.targets()));
    }
    return new Criterion.Links(
        name,
        values.stream()
            .map(v -> CriterionValues.link(CriterionValues.plain(v), typed ? modifier : null, base))
            .toList());
  }

  private static Criterion texts(String name, String modifier, List<String> values) {
    accept(name, modifier, Set.of("exact", "contains"));
    return switch (modifier) {
      case "exact" ->
          new Criterion.Texts(
              name,
              values.stream().map(CriterionValues::plain).toList(),
              Criterion.TextMatch.EXACT);
      case "contains" ->
          new Criterion.Texts(
              name,
              values.stream().map(v -> Folding.fold(CriterionValues.plain(v))).toList(),
              Criterion.TextMatch.CONTAINS);
      default ->
          new Criterion.Texts(
              name,
              values.stream().map(v -> Folding.fold(CriterionValues.plain(v))).toList(),
              Criterion.TextMatch.BEGINS);
    };
  }
}
