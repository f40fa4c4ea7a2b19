package org.einthoven.server.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "audit_entry")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class AuditEntryEntity {

  @Id UUID id;

  @Column(name = "recorded_at")
  Instant recordedAt;

  String action;

  String outcome;

  String agent;

  @ColumnTransformer(write = "cast(? as jsonb)")
  String resources;

  @Column(name = "payload_sha256")
  @Nullable String payloadSha256;

  String detail;
}
