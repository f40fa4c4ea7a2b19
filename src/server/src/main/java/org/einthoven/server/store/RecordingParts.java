package org.einthoven.server.store;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which resources a recording came in: Observations of one lead each, a DocumentReference, a
 * Binary.
 */
@Singleton
public class RecordingParts {

  private final EntityManager manager;

  RecordingParts(EntityManager manager) {
    this.manager = manager;
  }

  /** Adds parts behind those that are there, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(UUID recording, List<ResourceId> parts) {
    for (ResourceId part : parts) {
      manager
          .createNativeQuery(
              "insert into recording_part (recording, resource_type, resource_id, ordinal)"
                  + " values (:recording, :type, :id,"
                  + " (select count(*) from recording_part where recording = :recording))"
                  + " on conflict do nothing")
          .setParameter("recording", recording)
          .setParameter("type", part.type())
          .setParameter("id", part.id())
          .executeUpdate();
    }
  }

  /** The parts of one type, in the order in which they were added. */
  @Transactional
  public List<ResourceId> of(UUID recording, String type) {
    List<?> found =
        manager
            .createNativeQuery(
                "select resource_id from recording_part where recording = :recording"
                    + " and resource_type = :type order by ordinal")
            .setParameter("recording", recording)
            .setParameter("type", type)
            .getResultList();
    return found.stream().map(id -> new ResourceId(type, (String) id)).toList();
  }

  /** The newest recording that came in a resource. */
  @Transactional
  public Optional<UUID> recordingIn(ResourceId part) {
    List<?> found =
        manager
            .createNativeQuery(
                "select recording from recording_part where resource_type = :type"
                    + " and resource_id = :id order by recording desc limit 1",
                UUID.class)
            .setParameter("type", part.type())
            .setParameter("id", part.id())
            .getResultList();
    return found.stream().findFirst().map(UUID.class::cast);
  }
}
