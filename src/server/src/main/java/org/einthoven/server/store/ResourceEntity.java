package org.einthoven.server.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

@Entity
@Table(name = "resource")
@IdClass(ResourceEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ResourceEntity {

  @Id
  @Column(name = "resource_type")
  String type;

  @Id
  @Column(name = "resource_id")
  String id;

  int version;

  boolean deleted;

  @Column(name = "last_updated")
  Instant lastUpdated;

  record Key(String type, String id) implements Serializable {

    static Key of(ResourceId id) {
      return new Key(id.type(), id.id());
    }
  }
}
