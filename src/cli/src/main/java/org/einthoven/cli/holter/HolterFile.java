package org.einthoven.cli.holter;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.holter.picture.TimeAxis;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.inference.holter.HolterReading;
import org.jspecify.annotations.Nullable;

/**
 * A file and its reading.
 *
 * @param file as it was named
 * @param leads of the recording
 * @param samplesPerSecond in hertz
 * @param acquired when the first sample was taken, null where the file does not say
 * @param notes what a reader should know of the file
 * @param reading of it
 */
record HolterFile(
    String file,
    List<Lead> leads,
    double samplesPerSecond,
    @Nullable AcquisitionTime acquired,
    List<String> notes,
    HolterReading reading) {

  HolterFile {
    leads = List.copyOf(leads);
    notes = List.copyOf(notes);
  }

  TimeAxis axis() {
    Optional<LocalDateTime> start = Optional.ofNullable(acquired).map(AcquisitionTime::local);
    return new TimeAxis(start);
  }
}
