package org.einthoven.server.search;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.Criterion.Comparison;
import org.einthoven.server.store.index.Folding;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/** Understands the value of one search parameter (FHIR R4 search 3.1.1.4). */
final class CriterionParsing {

  private static final Set<String> PREFIXES =
      Set.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");

  private final Clock clock;

  CriterionParsing(Clock clock) {
    this.clock = clock;
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
    List<String> values = split(value, ',');
    if (name.equals("_id")) {
      accept(name, modifier, Set.of());
      return new Criterion.Ids(values.stream().map(CriterionParsing::plain).toList());
    }
    if (name.equals("_lastUpdated")) {
      accept(name, modifier, Set.of());
      return new Criterion.Updated(values.stream().map(v -> span(name, v)).toList());
    }
    if (!parameter.components().isEmpty()) {
      accept(name, modifier, Set.of());
      return composite(parameter, values, base);
    }
    if (parameter.type() == SearchParamType.SPECIAL) {
      accept(name, modifier, Set.of());
      return new Criterion.Near(
          name, values.stream().map(v -> NearParsing.circle(name, split(v, '|'))).toList());
    }
    return switch (parameter.kind()) {
      case DATE -> {
        accept(name, modifier, Set.of());
        yield new Criterion.Spans(name, values.stream().map(v -> span(name, v)).toList());
      }
      case STRING -> texts(name, modifier, values);
      case QUANTITY -> {
        accept(name, modifier, Set.of());
        yield new Criterion.Amounts(name, values.stream().map(v -> amount(name, v)).toList());
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
    List<String> plain = values.stream().map(CriterionParsing::plain).toList();
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
              values.stream().map(v -> Folding.fold(plain(v))).toList(),
              Criterion.TextMatch.BEGINS);
      case "of-type" ->
          new Criterion.Tokens(
              name + IndexValues.OF_TYPE,
              values.stream().map(v -> ofType(name, v)).toList(),
              false);
      default ->
          new Criterion.Tokens(
              name, values.stream().map(CriterionParsing::token).toList(), modifier.equals("not"));
    };
  }

  private static Criterion.TokenValue ofType(String name, String value) {
    List<String> parts = split(value, '|');
    if (parts.size() != 3) {
      throw BadRequest.parameter(
          name + ":of-type", "is not an identifier with its type", "send system|code|value");
    }
    return new Criterion.TokenValue(
        plain(parts.get(0)) + "|" + plain(parts.get(1)), plain(parts.get(2)));
  }

  private List<Criterion> present(List<SearchParameter> components) {
    return components.stream().map(part -> parse(part, "missing", "false", "")).toList();
  }

  /** The values of a composite parameter: of each alternative one for each component. */
  private Criterion composite(SearchParameter parameter, List<String> values, String base) {
    List<List<Criterion>> alternatives = new ArrayList<>();
    for (String value : values) {
      List<String> parts = split(value, '$');
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
          values.stream().map(CriterionParsing::token).toList(),
          false);
    }
    boolean typed = !modifier.isEmpty();
    if (typed && !parameter.targets().isEmpty() && !parameter.targets().contains(modifier)) {
      accept(name, modifier, Set.copyOf(parameter.targets()));
    }
    return new Criterion.Links(
        name, values.stream().map(v -> link(plain(v), typed ? modifier : null, base)).toList());
  }

  private static Criterion.LinkValue link(String value, @Nullable String type, String base) {
    String local = value.startsWith(base + "/") ? value.substring(base.length() + 1) : value;
    if (local.contains("://") || local.startsWith("urn:")) {
      return new Criterion.LinkValue(null, null, local);
    }
    IdType id = new IdType(local);
    return new Criterion.LinkValue(
        id.hasResourceType() ? id.getResourceType() : type, id.getIdPart(), null);
  }

  private static Criterion texts(String name, String modifier, List<String> values) {
    accept(name, modifier, Set.of("exact", "contains"));
    return switch (modifier) {
      case "exact" ->
          new Criterion.Texts(
              name,
              values.stream().map(CriterionParsing::plain).toList(),
              Criterion.TextMatch.EXACT);
      case "contains" ->
          new Criterion.Texts(
              name,
              values.stream().map(v -> Folding.fold(plain(v))).toList(),
              Criterion.TextMatch.CONTAINS);
      default ->
          new Criterion.Texts(
              name,
              values.stream().map(v -> Folding.fold(plain(v))).toList(),
              Criterion.TextMatch.BEGINS);
    };
  }

  private static Criterion.TokenValue token(String value) {
    List<String> parts = split(value, '|');
    if (parts.size() < 2) {
      return new Criterion.TokenValue(null, plain(value));
    }
    String code = plain(parts.get(1));
    return new Criterion.TokenValue(plain(parts.get(0)), code.isEmpty() ? null : code);
  }

  private Criterion.SpanValue span(String name, String value) {
    String prefix = prefix(value);
    String date = plain(prefix.isEmpty() ? value : value.substring(2));
    // A plus sign that was not escaped in the URL arrives as a space.
    DateSpan span =
        DateSpan.parse(date.replace(' ', '+'))
            .orElseThrow(
                () ->
                    BadRequest.parameter(
                        name, "is not a date", "send YYYY, YYYY-MM, YYYY-MM-DD or a dateTime"));
    if (!prefix.equals("ap")) {
      return new Criterion.SpanValue(comparison(prefix), span.low(), span.high());
    }
    Instant now = clock.instant();
    Duration tenth = Duration.between(span.low(), now).abs().dividedBy(10);
    return new Criterion.SpanValue(
        Comparison.OVERLAPS, span.low().minus(tenth), span.high().plus(tenth));
  }

  private static Criterion.AmountValue amount(String name, String value) {
    String prefix = prefix(value);
    List<String> parts = split(prefix.isEmpty() ? value : value.substring(2), '|');
    BigDecimal number;
    try {
      number = new BigDecimal(plain(parts.get(0)));
    } catch (NumberFormatException e) {
      throw notANumber(name);
    }
    if (Math.abs((long) number.scale()) > 100 || number.precision() > 100) {
      throw notANumber(name);
    }
    BigDecimal half =
        prefix.equals("ap")
            ? number.abs().movePointLeft(1)
            : BigDecimal.valueOf(5).scaleByPowerOfTen(-number.scale() - 1);
    String system = parts.size() > 1 ? plain(parts.get(1)) : "";
    String code = parts.size() > 2 ? plain(parts.get(2)) : "";
    return new Criterion.AmountValue(
        prefix.equals("ap") ? Comparison.EQUAL : comparison(prefix),
        number,
        number.subtract(half),
        number.add(half),
        system.isEmpty() ? null : system,
        code.isEmpty() ? null : code);
  }

  private static InvalidRequestException notANumber(String name) {
    return BadRequest.parameter(
        name, "is not a quantity", "send number, or number|system|code, with an optional prefix");
  }

  private static String prefix(String value) {
    String head = value.length() < 2 ? "" : value.substring(0, 2).toLowerCase(Locale.ROOT);
    return PREFIXES.contains(head) ? head : "";
  }

  private static Comparison comparison(String prefix) {
    return switch (prefix) {
      case "ne" -> Comparison.NOT_EQUAL;
      case "gt" -> Comparison.GREATER;
      case "lt" -> Comparison.LESS;
      case "ge" -> Comparison.GREATER_OR_EQUAL;
      case "le" -> Comparison.LESS_OR_EQUAL;
      case "sa" -> Comparison.STARTS_AFTER;
      case "eb" -> Comparison.ENDS_BEFORE;
      default -> Comparison.EQUAL;
    };
  }

  /** Splits where the separator is not escaped; the escapes stay (FHIR R4 search 3.1.1.3.2). */
  private static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        part.append(c).append(value.charAt(++i));
      } else if (c == separator) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** Takes the escapes out. */
  private static String plain(String value) {
    return value.replaceAll("\\\\([\\\\,|$])", "$1");
  }
}
