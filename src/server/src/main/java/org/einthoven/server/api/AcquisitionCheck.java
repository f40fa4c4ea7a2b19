package org.einthoven.server.api;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.Recording;

/**
 * Refuses an ECG that was taken in the future: the recorder's clock is wrong, and with it the order
 * of the patient's ECGs. A day is let pass, since a clock without a zone may be anywhere.
 */
@Singleton
public class AcquisitionCheck {

  private static final Duration TOLERANCE = Duration.ofDays(1);

  private final Clock clock;

  /** By this clock. */
  public AcquisitionCheck(Clock clock) {
    this.clock = clock;
  }

  /**
   * Checks when a recording began.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException when that is to come
   *     (422)
   */
  void check(Recording recording, String place) {
    AcquisitionTime acquired = recording.acquired();
    if (acquired == null) {
      return;
    }
    LocalDateTime began =
        acquired
            .instant()
            .map(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
            .orElse(acquired.local());
    LocalDateTime latest = LocalDateTime.ofInstant(clock.instant().plus(TOLERANCE), ZoneOffset.UTC);
    if (began.isAfter(latest)) {
      throw Refusing.invalid(
          "the ECG was taken in the future",
          place,
          "set the recorder's clock, and send the time at which the ECG was taken");
    }
  }
}
