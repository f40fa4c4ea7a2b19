package org.einthoven.server.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "idempotency_key")
@IdClass(IdempotencyKeyEntity.Pair.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class IdempotencyKeyEntity {

  @Id String sender;

  @Id String key;

  @Column(name = "request_sha256")
  String requestSha256;

  @Column(name = "created_at")
  Instant createdAt;

  @Nullable Integer status;

  @Nullable String location;

  @Column(name = "content_type")
  @Nullable String contentType;

  byte @Nullable [] body;

  record Pair(String sender, String key) implements Serializable {}
}
