package org.einthoven.server.search;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexQuery;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.jspecify.annotations.Nullable;

/**
 * Understands a search's parameters. What is not understood is refused, unless the client asks for
 * {@code Prefer: handling=lenient}: a criterion dropped in silence finds other people's records.
 */
@Singleton
public class SearchParsing {

  /** The parameter in which a next link carries where its page begins. */
  public static final String AFTER = "_after";

  private static final int DEFAULT_COUNT = 20;
  private static final int MOST = 500;

  /** Parameters that shape the answer and are HAPI's affair. */
  private static final Set<String> SHAPE = Set.of("_format", "_pretty", "_elements");

  private final SearchParameters parameters;
  private final ChainParsing chains;

  /** By these parameters; the clock serves approximate dates. */
  public SearchParsing(SearchParameters parameters, Clock clock) {
    this.parameters = parameters;
    this.chains = new ChainParsing(parameters, new CriterionParsing(clock));
  }

  /**
   * Parses the parameters of a search.
   *
   * @param query names, with their modifiers, and values as decoded from the URL
   * @param lenient whether unknown parameters are ignored
   * @param base the address of the FHIR API, to know own references by
   * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException naming the parameter
   */
  public SearchRequest parse(
      String resourceType, Map<String, List<String>> query, boolean lenient, String base) {
    List<Criterion> conditions = new ArrayList<>();
    List<IndexQuery.SortKey> order = new ArrayList<>();
    List<SearchRequest.Include> includes = new ArrayList<>();
    List<SearchRequest.Include> reverse = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    Map<String, List<String>> understood = new LinkedHashMap<>();
    int count = DEFAULT_COUNT;
    boolean total = false;
    boolean counted = false;
    @Nullable List<String> after = null;
    for (Map.Entry<String, List<String>> entry : query.entrySet()) {
      String name = entry.getKey();
      List<String> values = entry.getValue();
      boolean known = true;
      switch (name) {
        case "_count" -> count = count(last(values));
        case "_sort" -> order.addAll(order(resourceType, values));
        case "_include", "_include:iterate", "_include:recurse" ->
            includes.addAll(includes(values, name));
        case "_revinclude", "_revinclude:iterate", "_revinclude:recurse" ->
            reverse.addAll(includes(values, name));
        case "_total" -> total = total || total(last(values));
        case "_summary" -> counted = last(values).equals("count");
        case AFTER -> after = position(last(values));
        default -> {
          if (SHAPE.contains(name)) {
            break;
          }
          known = criterion(resourceType, name, values, lenient, base, conditions);
        }
      }
      if (known) {
        understood.put(name, values);
      } else {
        ignored.add(name);
      }
    }
    if (after != null && after.size() != order.size() + 1) {
      throw notAPage();
    }
    return new SearchRequest(
        resourceType,
        conditions,
        order,
        counted ? 0 : count,
        after,
        includes,
        reverse,
        total || counted || count == 0,
        understood,
        ignored);
  }

  private boolean criterion(
      String resourceType,
      String name,
      List<String> values,
      boolean lenient,
      String base,
      List<Criterion> conditions) {
    for (String value : values) {
      if (value.isEmpty() && chains.knows(resourceType, name)) {
        continue;
      }
      Optional<Criterion> found = chains.parse(resourceType, name, value, base);
      if (found.isEmpty()) {
        if (lenient) {
          return false;
        }
        throw BadRequest.parameter(
            name,
            "is not known for " + resourceType,
            "see /fhir/metadata for the parameters, or send Prefer: handling=lenient to have unknown"
                + " ones ignored");
      }
      conditions.add(found.get());
    }
    return true;
  }

  private static boolean total(String value) {
    return switch (value) {
      case "none", "estimate" -> false;
      case "accurate" -> true;
      default ->
          throw BadRequest.parameter("_total", "is not known", "send none, estimate or accurate");
    };
  }

  private static int count(String value) {
    try {
      int count = Integer.parseInt(value);
      if (count >= 0) {
        return Math.min(count, MOST);
      }
    } catch (NumberFormatException e) {
      // Answered below like any other value that is not a count.
    }
    throw BadRequest.parameter("_count", "is not a count", "send a whole number from 0 up");
  }

  private List<IndexQuery.SortKey> order(String resourceType, List<String> values) {
    List<IndexQuery.SortKey> keys = new ArrayList<>();
    for (String value : values) {
      for (String part : value.split(",", -1)) {
        boolean descending = part.startsWith("-");
        String name = descending ? part.substring(1) : part;
        SearchParameter parameter =
            parameters
                .find(resourceType, name)
                .filter(SearchParameter::isIndexed)
                .filter(found -> found.type() != SearchParamType.SPECIAL)
                .orElseThrow(
                    () ->
                        BadRequest.parameter(
                            "_sort",
                            "names what " + resourceType + " cannot be sorted by",
                            "sort by a search parameter of the type that is not made of others, _id or _lastUpdated"));
        keys.add(new IndexQuery.SortKey(name, parameter.kind(), descending));
      }
    }
    return keys;
  }

  private List<SearchRequest.Include> includes(List<String> values, String name) {
    List<SearchRequest.Include> includes = new ArrayList<>();
    for (String value : values) {
      String[] parts = value.split(":", -1);
      boolean whole = parts.length == 2 || parts.length == 3;
      if (!whole || !parameters.serves(parts[0]) || !isReference(parts[0], parts[1])) {
        throw BadRequest.parameter(
            name,
            "does not name a reference parameter",
            "write it as Type:parameter, such as DiagnosticReport:result, or Type:* for all");
      }
      includes.add(
          new SearchRequest.Include(
              parts[0], parts[1], parts.length == 3 ? parts[2] : null, name.contains(":")));
    }
    return includes;
  }

  private boolean isReference(String resourceType, String param) {
    return param.equals("*")
        || parameters
            .find(resourceType, param)
            .map(found -> found.kind() == Criterion.Kind.REFERENCE)
            .orElse(false);
  }

  private static String last(List<String> values) {
    return values.isEmpty() ? "" : values.get(values.size() - 1);
  }

  /** A page's position as a next link carries it. */
  static String token(List<String> position) {
    StringBuilder text = new StringBuilder();
    for (String part : position) {
      text.append(part.length()).append(':').append(part);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> position(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      List<String> position = new ArrayList<>();
      int at = 0;
      while (at < text.length()) {
        int colon = text.indexOf(':', at);
        int length = Integer.parseInt(text.substring(at, colon));
        position.add(text.substring(colon + 1, colon + 1 + length));
        at = colon + 1 + length;
      }
      return position;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw notAPage();
    }
  }

  private static RuntimeException notAPage() {
    return BadRequest.parameter(
        AFTER, "is not from a next link of this search", "follow the links as they were sent");
  }
}
