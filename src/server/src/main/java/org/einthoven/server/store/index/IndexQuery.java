package org.einthoven.server.store.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search in one resource type.
 *
 * @param resourceType such as {@code Observation}
 * @param criteria all of which hold
 * @param order by what the results are sorted; the id settles what is left equal
 * @param after the last row of the page before, null for the first page
 * @param limit how many rows at most
 */
public record IndexQuery(
    String resourceType,
    List<Criterion> criteria,
    List<SortKey> order,
    @Nullable List<String> after,
    int limit) {

  /** Copies the lists. */
  public IndexQuery {
    criteria = List.copyOf(criteria);
    order = List.copyOf(order);
    after = after == null ? null : List.copyOf(after);
  }

  /**
   * One key to sort by.
   *
   * @param param the search parameter, {@code _id} or {@code _lastUpdated}
   * @param kind what the parameter's entries are
   */
  public record SortKey(String param, Criterion.Kind kind, boolean descending) {}

  /**
   * A found resource.
   *
   * @param position the values of the sort keys and the id, for {@link IndexQuery#after}
   */
  public record Hit(String resourceType, String resourceId, List<String> position) {

    /** Copies the position. */
    public Hit {
      position = List.copyOf(position);
    }
  }
}
