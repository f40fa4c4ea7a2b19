package org.einthoven.server.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every version of every FHIR resource. A version is added and never changed; a deletion is a
 * version too.
 */
@Singleton
public class ResourceStore {

  private final Heads heads;
  private final Versions versions;
  private final Event<NewVersion> written;
  private final Instance<ToldResources> told;

  @Singleton
  static class Heads implements PanacheRepositoryBase<ResourceEntity, ResourceEntity.Key> {}

  @Singleton
  static class Versions
      implements PanacheRepositoryBase<ResourceVersionEntity, ResourceVersionEntity.Key> {}

  ResourceStore(
      Heads heads, Versions versions, Event<NewVersion> written, Instance<ToldResources> told) {
    this.heads = heads;
    this.versions = versions;
    this.written = written;
    this.told = told;
  }

  /** The current version, kept from changing until the caller's transaction ends. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<StoredVersion> lock(ResourceId id) {
    EntityManager manager = heads.getEntityManager();
    ResourceEntity head =
        manager.find(
            ResourceEntity.class, ResourceEntity.Key.of(id), LockModeType.PESSIMISTIC_WRITE);
    if (head == null) {
      return Optional.empty();
    }
    // It may have been read in this transaction before somebody else changed it.
    manager.refresh(head, LockModeType.PESSIMISTIC_WRITE);
    return version(id, head.version);
  }

  /**
   * Adds a version in the caller's transaction. Observers of {@link NewVersion} take part in it.
   *
   * @throws VersionConflictException when it is not the next version of the resource
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(NewVersion added) {
    VersionId id = new VersionId(added.id(), added.version());
    ResourceEntity head = heads.findById(ResourceEntity.Key.of(added.id()));
    if (added.version() != (head == null ? 1 : head.version + 1)) {
      throw new VersionConflictException(id);
    }
    if (head == null) {
      head = new ResourceEntity();
      head.type = added.id().type();
      head.id = added.id().id();
    }
    head.version = added.version();
    head.deleted = added.deleted();
    head.lastUpdated = added.lastUpdated();

    ResourceVersionEntity version = new ResourceVersionEntity();
    version.type = added.id().type();
    version.id = added.id().id();
    version.version = added.version();
    version.lastUpdated = added.lastUpdated();
    version.deleted = added.deleted();
    version.sha256 = Hash.sha256(added.json());
    version.content = Compression.pack(added.json());
    try {
      heads.persist(head);
      versions.persist(version);
      versions.flush();
    } catch (PersistenceException e) {
      throw new VersionConflictException(id, e);
    }
    written.fire(added);
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
    return versions
        .findByIdOptional(ResourceVersionEntity.Key.of(id))
        .map(version -> version.sha256);
  }

  /** All versions, the newest first; empty where there was never a resource. */
  @Transactional
  public List<StoredVersion> history(ResourceId id) {
    return versions.list("type = ?1 and id = ?2 order by version desc", id.type(), id.id()).stream()
        .map(ResourceVersionEntity::stored)
        .toList();
  }
}
