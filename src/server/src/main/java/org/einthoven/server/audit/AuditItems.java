package org.einthoven.server.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.einthoven.server.store.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * What the leaf of an audit entry vouches for, item by item, in the order in which its salts stand:
 * the agent, the detail if there is any, the versions, the payload, and what else it is about.
 */
public final class AuditItems {

  /** What stands in the place of an agent, a detail or a payload that was erased. */
  public static final String ERASED = "(erased)";

  private AuditItems() {}

  /**
   * A resource version.
   *
   * @param reference such as {@code Observation/1/_history/2}
   * @param sha256 of its JSON as stored
   */
  public record Version(String reference, String sha256) {

    boolean isOf(ResourceId id) {
      return reference.startsWith(id.type() + "/" + id.id() + "/");
    }
  }

  /**
   * The texts of the items, without those that were erased. What it is about is told of the
   * versions where these say it.
   */
  public static List<String> of(
      String agent,
      String detail,
      List<Version> versions,
      @Nullable String payloadSha256,
      List<ResourceId> about) {
    List<String> items = new ArrayList<>();
    if (!agent.equals(ERASED)) {
      items.add("agent " + agent);
    }
    if (!detail.isEmpty() && !detail.equals(ERASED)) {
      items.add("detail " + detail);
    }
    versions.forEach(
        version -> items.add("version " + version.reference() + " " + version.sha256()));
    if (payloadSha256 != null && !payloadSha256.equals(ERASED)) {
      items.add("payload " + payloadSha256);
    }
    about.stream()
        .filter(id -> versions.stream().noneMatch(version -> version.isOf(id)))
        .map(id -> "about " + id.type() + "/" + id.id())
        .sorted(Comparator.naturalOrder())
        .forEach(items::add);
    return items;
  }
}
