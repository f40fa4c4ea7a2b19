package org.einthoven.server.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "payload")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class PayloadEntity {

  @Id String sha256;

  @Column(name = "media_type")
  String mediaType;

  long size;

  byte[] content;

  @Column(name = "received_at")
  Instant receivedAt;
}
