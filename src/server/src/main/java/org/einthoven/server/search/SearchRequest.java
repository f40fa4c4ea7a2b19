package org.einthoven.server.search;

import java.util.List;
import java.util.Map;
import org.einthoven.server.store.index.Criterion;
import org.einthoven.server.store.index.IndexQuery;
import org.jspecify.annotations.Nullable;

/**
 * A search as understood.
 *
 * @param resourceType what is searched
 * @param criteria what must hold
 * @param order by what the matches are sorted
 * @param count how many matches a page holds; 0 asks for the number alone
 * @param after where the page before ended, null for the first page
 * @param includes references to follow from the matches
 * @param reverseIncludes references to follow to the matches
 * @param total whether the number of all matches is asked for
 * @param understood the parameters that were used, as sent, for the self link
 * @param ignored the parameters that were not, where the client asked for lenient handling
 */
public record SearchRequest(
    String resourceType,
    List<Criterion> criteria,
    List<IndexQuery.SortKey> order,
    int count,
    @Nullable List<String> after,
    List<Include> includes,
    List<Include> reverseIncludes,
    boolean total,
    Map<String, List<String>> understood,
    List<String> ignored) {

  /** Copies the lists. */
  public SearchRequest {
    criteria = List.copyOf(criteria);
    order = List.copyOf(order);
    after = after == null ? null : List.copyOf(after);
    includes = List.copyOf(includes);
    reverseIncludes = List.copyOf(reverseIncludes);
    ignored = List.copyOf(ignored);
  }

  /** The same with other criteria. */
  public SearchRequest with(List<Criterion> others) {
    return new SearchRequest(
        resourceType,
        others,
        order,
        count,
        after,
        includes,
        reverseIncludes,
        total,
        understood,
        ignored);
  }

  /**
   * A reference to follow.
   *
   * @param resourceType the type that holds the reference
   * @param param its search parameter, {@code *} for all of them
   * @param targetType the only type wanted, null for any
   * @param iterate whether it is followed from what includes added as well
   */
  public record Include(
      String resourceType, String param, @Nullable String targetType, boolean iterate) {}
}
