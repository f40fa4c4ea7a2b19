package org.einthoven.cli.analyze;

import org.einthoven.ecg.recording.SamePatient;
import org.einthoven.inference.reading.Comparison;

/**
 * An ECG beside an earlier one.
 *
 * @param file of the earlier one, as named on the command line
 * @param recorded when it was, in words
 * @param namesPatient whether both ECGs name their patient
 * @param comparison what changed
 */
record Earlier(String file, String recorded, boolean namesPatient, Comparison comparison) {

  static Earlier of(FileReading.Read earlier, FileReading.Read later) {
    return new Earlier(
        earlier.file(),
        earlier.recording().acquired() == null
            ? "time not stated"
            : earlier.recording().acquired().local().toString(),
        SamePatient.isNamed(earlier.recording(), later.recording()),
        Comparison.of(earlier.reading(), later.reading()));
  }
}
