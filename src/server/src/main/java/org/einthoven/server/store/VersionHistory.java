package org.einthoven.server.store;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one resource, of all of a type or of all that are stored, the newest first, in
 * pages.
 */
@Singleton
public class VersionHistory {

  private final EntityManager manager;
  private final Instance<ToldResources> told;

  VersionHistory(EntityManager manager, Instance<ToldResources> told) {
    this.manager = manager;
    this.told = told;
  }

  /**
   * Whose versions.
   *
   * @param type empty for all
   * @param id empty for all of the type
   * @param since the earliest, null for any
   */
  public record Scope(String type, String id, @Nullable Instant since) {}

  /**
   * Where a page begins: behind this version.
   *
   * @param version of the resource
   */
  public record After(Instant lastUpdated, String type, String id, int version) {}

  /** A page, at most {@code limit} versions. */
  @Transactional
  public List<StoredVersion> page(Scope scope, @Nullable After after, int limit) {
    for (ToldResources of : told) {
      if (of.type().equals(scope.type())) {
        return of.page(scope, after, limit);
      }
    }
    Map<String, Object> bound = new LinkedHashMap<>();
    StringBuilder sql = new StringBuilder("select * from resource_version where true");
    where(scope, sql, bound);
    if (after != null && !scope.id().isEmpty()) {
      // A clock that was set back does not change the order of one resource's versions.
      sql.append(" and version < :version");
      bound.put("version", after.version());
    } else if (after != null) {
      sql.append(
          " and (last_updated, resource_type, resource_id, version)"
              + " < (:lastUpdated, :afterType, :afterId, :version)");
      bound.put("lastUpdated", after.lastUpdated());
      bound.put("afterType", after.type());
      bound.put("afterId", after.id());
      bound.put("version", after.version());
    }
    sql.append(
        scope.id().isEmpty()
            ? " order by last_updated desc, resource_type desc, resource_id desc, version desc"
            : " order by version desc");
    Query query = manager.createNativeQuery(sql.toString(), ResourceVersionEntity.class);
    bound.forEach(query::setParameter);
    List<?> found = query.setMaxResults(limit).getResultList();
    return found.stream().map(version -> ((ResourceVersionEntity) version).stored()).toList();
  }

  /** How many versions there are. */
  @Transactional
  public long count(Scope scope) {
    for (ToldResources of : told) {
      if (of.type().equals(scope.type())) {
        return of.count(scope);
      }
    }
    Map<String, Object> bound = new LinkedHashMap<>();
    StringBuilder sql = new StringBuilder("select count(*) from resource_version where true");
    where(scope, sql, bound);
    Query query = manager.createNativeQuery(sql.toString(), Long.class);
    bound.forEach(query::setParameter);
    return (Long) query.getSingleResult();
  }

  private static void where(Scope scope, StringBuilder sql, Map<String, Object> bound) {
    if (!scope.type().isEmpty()) {
      sql.append(" and resource_type = :type");
      bound.put("type", scope.type());
    }
    if (!scope.id().isEmpty()) {
      sql.append(" and resource_id = :id");
      bound.put("id", scope.id());
    }
    if (scope.since() != null) {
      sql.append(" and last_updated >= :since");
      bound.put("since", scope.since());
    }
  }
}
