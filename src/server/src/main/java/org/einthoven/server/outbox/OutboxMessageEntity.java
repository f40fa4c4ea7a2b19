package org.einthoven.server.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

@Entity
@Table(name = "outbox_message")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class OutboxMessageEntity {

  @Id UUID id;

  @Column(name = "created_at")
  Instant createdAt;

  String kind;

  @ColumnTransformer(write = "cast(? as jsonb)")
  String resources;

  String state;

  int attempts;

  @Column(name = "due_at")
  Instant dueAt;
}
