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
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * Understands single values of search parameters, with prefix, system or type (R4 search 3.1.1.4).
 */
final class CriterionValues {

  private static final Set<String> PREFIXES =
      Set.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");

  private final Clock clock;

  CriterionValues(Clock clock) {
    this.clock = clock;
  }

  static Criterion.TokenValue ofType(String name, String value) {
    List<String> parts = split(value, '|');
    if (parts.size() != 3) {
      throw BadRequest.parameter(
          name + ":of-type", "is not an identifier with its type", "send system|code|value");
    }
    return new Criterion.TokenValue(
        plain(parts.get(0)) + "|" + plain(parts.get(1)), plain(parts.get(2)));
  }

  static Criterion.LinkValue link(String value, @Nullable String type, String base) {
    String local = value.startsWith(base + "/") ? value.substring(base.length() + 1) : value;
    if (local.contains("://") || local.startsWith("urn:")) {
      return new Criterion.LinkValue(null, null, local);
    }
    IdType id = new IdType(local);
    return new Criterion.LinkValue(
        id.hasResourceType() ? id.getResourceType() : type, id.getIdPart(), null);
  }

  static Criterion.TokenValue token(String value) {
    List<String> parts = split(value, '|');
    if (parts.size() < 2) {
      return new Criterion.TokenValue(null, plain(value));
    }
    String code = plain(parts.get(1));
    return new Criterion.TokenValue(plain(parts.get(0)), code.isEmpty() ? null : code);
  }

  Criterion.SpanValue span(String name, String value) {
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

  static Criterion.AmountValue amount(String name, String value) {
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
  static List<String> split(String value, char separator) {
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
  static String plain(String value) {
    return value.replaceAll("\\\\([\\\\,|$])", "$1");
  }
}
