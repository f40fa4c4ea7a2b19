package org.einthoven.ecg.recording;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a recording began, no more precisely than the source said.
 *
 * @param local the clock reading on the device; parts finer than {@code precision} are zero
 * @param offset the device's offset from UTC, null where the source gives none: it is not guessed
 * @param precision the finest unit that the source gave
 */
public record AcquisitionTime(
    LocalDateTime local, @Nullable ZoneOffset offset, ChronoUnit precision) {

  /** The point on the universal time line, empty where the offset is unknown. */
  public Optional<Instant> instant() {
    return offset == null ? Optional.empty() : Optional.of(local.toInstant(offset));
  }
}
