package org.einthoven.server.store.index;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One thing by which a resource is found. {@code param} is the search parameter's name; absent
 * systems, types and addresses are the empty text.
 */
public sealed interface IndexEntry {

  /** The search parameter. */
  String param();

  /** A code with its system: codings, identifiers, contact points, booleans, URIs. */
  record Token(String param, String system, String code) implements IndexEntry {}

  /** The time covered, {@code high} excluded. */
  record Span(String param, Instant low, Instant high) implements IndexEntry {}

  /** A reference to a resource of this server, or to another's by its address. */
  record Link(String param, String targetType, String targetId, String url) implements IndexEntry {}

  /** A text as sent and folded (see {@link Folding}). */
  record Text(String param, String folded, String exact) implements IndexEntry {}

  /**
   * An entry that was found inside an element in which composite parameters look for several that
   * belong together.
   *
   * @param part the element's number in the resource, from 1 on
   */
  record Part(int part, IndexEntry entry) implements IndexEntry {
    @Override
    public String param() {
      return entry.param();
    }
  }

  /** A number with its unit. */
  record Amount(String param, BigDecimal value, String system, String code) implements IndexEntry {}
}
