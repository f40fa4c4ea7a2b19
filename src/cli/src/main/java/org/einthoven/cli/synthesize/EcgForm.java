package org.einthoven.cli.synthesize;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.einthoven.ecg.format.aecg.AecgWriter;
import org.einthoven.ecg.format.wfdb.WfdbWriter;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.fhir.recording.RecordingObservation;

/** The forms in which a synthetic ECG is written. */
public enum EcgForm {
  /** HL7 aECG. */
  AECG {
    @Override
    Path write(Recording recording, String name, Path folder) throws IOException {
      return Files.write(folder.resolve(name + ".aecg.xml"), aecg(recording, name));
    }
  },
  /** A FHIR R4 Observation in JSON. */
  FHIR {
    @Override
    Path write(Recording recording, String name, Path folder) throws IOException {
      return Files.write(
          folder.resolve(name + ".observation.json"), RecordingObservation.of(recording).json());
    }
  },
  /** A WFDB record of format 16. */
  WFDB {
    @Override
    Path write(Recording recording, String name, Path folder) throws IOException {
      return WfdbWriter.format16(DIGITS_PER_MILLIVOLT).write(recording, name, folder);
    }
  };

  private static final double DIGITS_PER_MILLIVOLT = 200;

  /**
   * Writes a recording into a folder.
   *
   * @param name of the file, without an ending
   * @return the file
   */
  abstract Path write(Recording recording, String name, Path folder) throws IOException;

  /** A recording as HL7 aECG; the id of the document follows from its name. */
  public static byte[] aecg(Recording recording, String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      AecgWriter.write(
          recording, UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), bytes);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing into memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
