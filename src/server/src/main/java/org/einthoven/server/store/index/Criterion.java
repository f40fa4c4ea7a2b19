package org.einthoven.server.store.index;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource must meet to be found. Several criteria hold together; the values of one are
 * alternatives.
 */
public sealed interface Criterion {

  /** How an ordered value is compared (FHIR R4 search 3.1.1.4.4). */
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    LESS,
    GREATER_OR_EQUAL,
    LESS_OR_EQUAL,
    STARTS_AFTER,
    ENDS_BEFORE,
    OVERLAPS
  }

  /** How a text is compared. */
  enum TextMatch {
    BEGINS,
    CONTAINS,
    EXACT
  }

  /** A token; null stands for "any", the empty text for "none". */
  record TokenValue(@Nullable String system, @Nullable String code) {}

  /** A time span to compare with, {@code high} excluded. */
  record SpanValue(Comparison comparison, Instant low, Instant high) {}

  /** A reference by type and id, by id alone (type null), or by address (id null). */
  record LinkValue(@Nullable String targetType, @Nullable String targetId, @Nullable String url) {}

  /** A number between {@code low} and {@code high} by its precision; null units stand for "any". */
  record AmountValue(
      Comparison comparison,
      BigDecimal value,
      BigDecimal low,
      BigDecimal high,
      @Nullable String system,
      @Nullable String code) {}

  /** Tokens; negated, a resource that has none of them, or no such element at all. */
  record Tokens(String param, List<TokenValue> values, boolean negated) implements Criterion {}

  /** Dates. */
  record Spans(String param, List<SpanValue> values) implements Criterion {}

  /** References. */
  record Links(String param, List<LinkValue> values) implements Criterion {}

  /** Texts, already folded unless compared exactly. */
  record Texts(String param, List<String> values, TextMatch match) implements Criterion {}

  /** Quantities and numbers. */
  record Amounts(String param, List<AmountValue> values) implements Criterion {}

  /** The suffix under which the longitude of a place is kept beside its latitude. */
  String LONGITUDE = ":longitude";

  /** Places on the surface of the earth, in degrees (WGS 84), and within so many metres of them. */
  record Circle(double latitude, double longitude, double metres) {}

  /** Places inside one of these circles. */
  record Near(String param, List<Circle> circles) implements Criterion {}

  /** URIs that begin with one of these, or with which one of these begins. */
  record Addresses(String param, List<String> values, boolean above) implements Criterion {}

  /**
   * A composite parameter's values: of each alternative all criteria hold of entries of one part,
   * or, negated, of none.
   */
  record Composite(List<List<Criterion>> alternatives, boolean negated) implements Criterion {}

  /**
   * A chain: the parameter refers to a resource of one of these types that meets the criterion of
   * its type.
   */
  record Chained(String param, Map<String, Criterion> byType) implements Criterion {}

  /** A chain backwards: a resource of the type refers here and meets the criterion. */
  record Referring(String resourceType, String param, Criterion criterion) implements Criterion {}

  /**
   * The same asked of several parameters: any of their entries will do.
   *
   * @param same criteria that differ in their parameter alone
   */
  record Union(List<Criterion> same) implements Criterion {}

  /** All of these. */
  record All(List<Criterion> criteria) implements Criterion {}

  /** What belongs to one of these patients, or explains what does. */
  record Within(Compartment compartment, List<String> patients) implements Criterion {}

  /** Whether an element that the parameter looks at is absent. */
  record Missing(String param, Kind kind, boolean missing) implements Criterion {}

  /** The resource's own id. */
  record Ids(List<String> ids) implements Criterion {}

  /** When the current version was stored. */
  record Updated(List<SpanValue> values) implements Criterion {}

  /** Which table holds a parameter's entries. */
  enum Kind {
    TOKEN("search_token"),
    DATE("search_date"),
    REFERENCE("search_reference"),
    STRING("search_string"),
    QUANTITY("search_quantity");

    private final String table;

    Kind(String table) {
      this.table = table;
    }

    String table() {
      return table;
    }

    /** Whether entries are sorted as texts, among which the empty one is none. */
    boolean isText() {
      return this != DATE && this != QUANTITY;
    }
  }
}
