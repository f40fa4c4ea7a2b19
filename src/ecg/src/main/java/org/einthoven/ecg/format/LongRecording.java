package org.einthoven.ecg.format;

import java.io.IOException;
import java.util.OptionalInt;
import org.einthoven.ecg.recording.Recording;

/** A recording that is too long to be held at once and is read in pieces, by any thread. */
public interface LongRecording {

  /** How many samples each lead has, at least one. */
  long length();

  /** The sampling rate in hertz, above 0. */
  double samplesPerSecond();

  /** The patient's age in years, empty where the source does not say. */
  OptionalInt patientYears();

  /**
   * A piece. It bears no time of its own.
   *
   * @param from its first sample, from 0
   * @param to the sample behind its last, at most {@link #length()}
   * @throws IOException when the samples cannot be read
   * @throws RefusedException when what is stored is no ECG
   */
  Recording read(long from, long to) throws IOException, RefusedException;

  /** How long it is, in seconds. */
  default double durationSeconds() {
    return length() / samplesPerSecond();
  }
}
