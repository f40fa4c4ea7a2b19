package org.einthoven.server.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "analysis_job")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class AnalysisJobEntity {

  @Id UUID recording;

  String state;

  int attempts;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "lease_owner")
  @Nullable UUID leaseOwner;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  @Nullable String failure;

  boolean background;
}
