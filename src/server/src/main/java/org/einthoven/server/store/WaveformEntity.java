package org.einthoven.server.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "waveform")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class WaveformEntity {

  @Id String sha256;

  byte[] content;
}
