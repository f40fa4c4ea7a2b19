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
   * @param sha256 of the file's bytes
   * @param recording what it holds
   * @param source the FHIR resource that held it, null where it was no FHIR
   * @param reading what the machine makes of it
   */
  record Read(
      String file,
      String sha256,
      Recording recording,
      @Nullable FhirResource source,
      Reading reading)
      implements FileReading {}

  /**
   * It was refused.
   *
   * @param file as named on the command line
   * @param refusal why
   */
  record Refused(String file, ReadResult.Refused refusal) implements FileReading {}
}
