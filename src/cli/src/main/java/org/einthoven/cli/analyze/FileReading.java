package org.einthoven.cli.analyze;

import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.reading.Reading;
import org.jspecify.annotations.Nullable;

/** What came of one ECG of one file. A FHIR Bundle can hold several. */
sealed interface FileReading {

  /** The file as it was named on the command line. */
  String file();

  /**
   * It was read.
   *
   * @param file as named on the command line
   * @param sha256 of the file's bytes, of a WFDB record those of its header and signal files in
   *     order
   * @param recording what it holds
   * @param source the FHIR resource that held it, null where it was no FHIR
   * @param reading what the machine makes of it
   * @param earlier how it compares with an earlier ECG, null where it was held against none
   */
  record Read(
      String file,
      String sha256,
      Recording recording,
      @Nullable FhirResource source,
      Reading reading,
      @Nullable Earlier earlier)
      implements FileReading {

    Read beside(Read before) {
      return new Read(file, sha256, recording, source, reading, Earlier.of(before, this));
    }
  }

  /**
   * It was refused.
   *
   * @param file as named on the command line
   * @param refusal why
   */
  record Refused(String file, ReadResult.Refused refusal) implements FileReading {}
}
