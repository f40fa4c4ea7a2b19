package org.einthoven.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;

/**
 * The ECGs that are packaged with the command line. They are synthetic; {@code synthesize} makes
 * them.
 */
enum Sample {
  AECG(
      "premature-ventricular-1.aecg.xml",
      "/ecg",
      "application/xml",
      "an HL7 aECG file",
      SyntheticRhythm.PREMATURE_VENTRICULAR),
  OBSERVATION(
      "sinus-1.observation.json",
      "/fhir/Observation",
      "application/fhir+json",
      "a FHIR Observation",
      SyntheticRhythm.SINUS);

  private final String file;
  private final String path;
  private final String mediaType;
  private final String words;
  private final SyntheticRhythm rhythm;

  Sample(String file, String path, String mediaType, String words, SyntheticRhythm rhythm) {
    this.file = file;
    this.path = path;
    this.mediaType = mediaType;
    this.words = words;
    this.rhythm = rhythm;
  }

  String file() {
    return file;
  }

  /** Where it is sent. */
  String path() {
    return path;
  }

  String mediaType() {
    return mediaType;
  }

  /** What it is, for people. */
  String words() {
    return words;
  }

  /** What it was made from. */
  EcgSynthesis synthesis() {
    return EcgSynthesis.of(rhythm, 1);
  }

  byte[] content() throws IOException {
    try (InputStream in = Sample.class.getResourceAsStream("/samples/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }
}
