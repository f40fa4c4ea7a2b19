package org.einthoven.server.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * Every version of every FHIR resource. A version is added and never changed; a deletion is a
 * version too.
 */
@Singleton
public class ResourceStore {

  private final Versions versions;
  private final WrittenHashes hashes;
  private final DataSource database;
  private final Event<NewVersion> written;
  private final Instance<ToldResources> told;

  @Singleton
  static class Versions
      implements PanacheRepositoryBase<ResourceVersionEntity, ResourceVersionEntity.Key> {}

  ResourceStore(
      Versions versions,
      WrittenHashes hashes,
      DataSource database,
      Event<NewVersion> written,
      Instance<ToldResources> told) {
    this.versions = versions;
    this.hashes = hashes;
    this.database = database;
    this.written = written;
    this.told = told;
  }

  /** The current version, kept from changing until the caller's transaction ends. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<StoredVersion> lock(ResourceId id) {
    try (Connection connection = database.getConnection()) {
      OptionalInt current = new VersionRows(connection).lock(id);
      return current.isPresent() ? version(id, current.getAsInt()) : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException("the resource could not be locked", e);
    }
  }

  /**
   * Adds versions in the caller's transaction, each of another resource. Observers of {@link
   * NewVersion} take part in it.
   *
   * @throws VersionConflictException when one is not the next version of its resource
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(List<NewVersion> added) {
    List<String> sha256 = added.stream().map(version -> Hash.sha256(version.json())).toList();
    try (Connection connection = database.getConnection()) {
      new VersionRows(connection).insert(added, sha256);
    } catch (SQLException e) {
      throw new IllegalStateException("the resources could not be written", e);
    }
    for (int i = 0; i < added.size(); i++) {
      NewVersion version = added.get(i);
      hashes.note(new VersionId(version.id(), version.version()), sha256.get(i));
      written.fire(version);
    }
  }

  /** The newest version, which may be a deletion. */
  @Transactional
  public Optional<StoredVersion> current(ResourceId id) {
    Optional<StoredVersion> made = told(id);
    if (made.isPresent()) {
      return made;
    }
    return versions
        .getEntityManager()
        .createQuery(
            "select v from ResourceVersionEntity v join ResourceEntity h"
                + " on v.type = h.type and v.id = h.id and v.version = h.version"
                + " where h.type = :type and h.id = :id",
            ResourceVersionEntity.class)
        .setParameter("type", id.type())
        .setParameter("id", id.id())
        .getResultStream()
        .findFirst()
        .map(ResourceVersionEntity::stored);
  }

  /** The newest versions of several resources, in the order of the ids. */
  @Transactional
  public Map<ResourceId, StoredVersion> current(Collection<ResourceId> ids) {
    Map<String, List<String>> byType = new LinkedHashMap<>();
    ids.forEach(id -> byType.computeIfAbsent(id.type(), type -> new ArrayList<>()).add(id.id()));
    Map<ResourceId, StoredVersion> found = new HashMap<>();
    for (ToldResources of : told) {
      of.current(byType.getOrDefault(of.type(), List.of()))
          .forEach(version -> found.put(version.id(), version));
    }
    byType.forEach(
        (type, some) ->
            versions
                .getEntityManager()
                .createQuery(
                    "select v from ResourceVersionEntity v join ResourceEntity h"
                        + " on v.type = h.type and v.id = h.id and v.version = h.version"
                        + " where h.type = :type and h.id in :ids",
                    ResourceVersionEntity.class)
                .setParameter("type", type)
                .setParameter("ids", some)
                .getResultStream()
                .map(ResourceVersionEntity::stored)
                .forEach(version -> found.put(version.id(), version)));
    Map<ResourceId, StoredVersion> ordered = new LinkedHashMap<>();
    for (ResourceId id : ids) {
      StoredVersion version = found.get(id);
      if (version != null) {
        ordered.put(id, version);
      }
    }
    return ordered;
  }

  /** One version. */
  @Transactional
  public Optional<StoredVersion> version(ResourceId id, int version) {
    Optional<StoredVersion> made = version == 1 ? told(id) : Optional.empty();
    if (made.isPresent()) {
      return made;
    }
    return versions
        .findByIdOptional(ResourceVersionEntity.Key.of(new VersionId(id, version)))
        .map(ResourceVersionEntity::stored);
  }

  private Optional<StoredVersion> told(ResourceId id) {
    return told.stream()
        .filter(of -> of.type().equals(id.type()))
        .flatMap(of -> of.current(List.of(id.id())).stream())
        .findFirst();
  }

  /** The SHA-256 of a version's bytes. */
  @Transactional
  public Optional<String> sha256(VersionId id) {
    return hashes
        .of(id)
        .or(
            () ->
                versions
                    .findByIdOptional(ResourceVersionEntity.Key.of(id))
                    .map(version -> version.sha256));
  }

  /** The numbers of the current versions of those that are there and not deleted. */
  @Transactional
  public Map<ResourceId, Integer> numbers(Collection<ResourceId> ids) {
    Map<ResourceId, Integer> found = new HashMap<>();
    try (Connection connection = database.getConnection()) {
      VersionRows rows = new VersionRows(connection);
      for (ResourceId id : ids) {
        OptionalInt number = rows.number(id);
        if (number.isPresent()) {
          found.put(id, number.getAsInt());
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("the store could not be read", e);
    }
  }

  /** All versions, the newest first; empty where there was never a resource. */
  @Transactional
  public List<StoredVersion> history(ResourceId id) {
    return versions.list("type = ?1 and id = ?2 order by version desc", id.type(), id.id()).stream()
        .map(ResourceVersionEntity::stored)
        .toList();
  }
}
