package org.einthoven.server.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "resource_version")
@IdClass(ResourceVersionEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ResourceVersionEntity {

  @Id
  @Column(name = "resource_type")
  String type;

  @Id
  @Column(name = "resource_id")
  String id;

  @Id int version;

  @Column(name = "last_updated")
  Instant lastUpdated;

  boolean deleted;

  String sha256;

  byte[] content;

  record Key(String type, String id, int version) implements Serializable {

    static Key of(VersionId id) {
      return new Key(id.id().type(), id.id().id(), id.version());
    }
  }

  StoredVersion stored() {
    return new StoredVersion(
        new ResourceId(type, id), version, lastUpdated, deleted, Compression.unpack(content));
  }
}
