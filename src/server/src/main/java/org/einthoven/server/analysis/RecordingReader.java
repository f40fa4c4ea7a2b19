package org.einthoven.server.analysis;

import org.einthoven.ecg.recording.Recording;
import org.einthoven.inference.reading.Examination;

/** Makes a reading of a recording. Safe for use by several threads. */
@FunctionalInterface
public interface RecordingReader {

  /** Reads one recording. */
  Examination examine(Recording recording);
}
