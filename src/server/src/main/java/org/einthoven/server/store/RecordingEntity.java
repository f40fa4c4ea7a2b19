package org.einthoven.server.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@DynamicUpdate
@Table(name = "recording")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class RecordingEntity {

  @Id UUID id;

  @Column(name = "repeat_key", updatable = false)
  String repeatKey;

  @Column(name = "received_at", updatable = false)
  Instant receivedAt;

  @Column(updatable = false)
  String sender;

  @Column(updatable = false)
  String format;

  @Column(updatable = false)
  byte[] content;

  @Column(name = "content_sha256", updatable = false)
  String contentSha256;

  @Column(name = "sent_context", updatable = false)
  byte[] sentContext;

  @Column(name = "payload_sha256", updatable = false)
  String payloadSha256;

  @Column(name = "payload_place", updatable = false)
  String payloadPlace;

  @Column(name = "source_type", updatable = false)
  String sourceType;

  @Column(name = "source_id", updatable = false)
  String sourceId;

  @Column(name = "task_id", updatable = false)
  String taskId;

  @Column(name = "report_id")
  @Nullable String reportId;
}
