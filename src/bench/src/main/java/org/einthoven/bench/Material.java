package org.einthoven.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.einthoven.cli.synthesize.EcgForm;
import org.einthoven.cli.synthesize.SyntheticRecording;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.fhir.recording.RecordingObservation;
import org.einthoven.fhir.report.ReportContext;
import org.einthoven.inference.ModelCard;

/** What is measured: synthetic ECGs of 12 leads at 500 Hz, a different one for each seed. */
public final class Material {

  private static final double SAMPLES_PER_SECOND = 500;
  private static final SyntheticRhythm[] RHYTHMS = {
    SyntheticRhythm.SINUS,
    SyntheticRhythm.PREMATURE_VENTRICULAR,
    SyntheticRhythm.PREMATURE_ATRIAL,
    SyntheticRhythm.ATRIAL_FIBRILLATION
  };

  private Material() {}

  /** A recording of so many seconds; the rhythm changes with the seed. */
  public static Recording recording(long seed, double seconds) {
    return recording(seed, seconds, SAMPLES_PER_SECOND);
  }

  /** The same at another sampling rate. */
  static Recording recording(long seed, double seconds, double samplesPerSecond) {
    SyntheticRhythm rhythm = RHYTHMS[(int) Math.floorMod(seed, (long) RHYTHMS.length)];
    return SyntheticRecording.of(EcgSynthesis.of(rhythm, seed).lasting(seconds, samplesPerSecond));
  }

  /** Ten seconds as HL7 aECG. */
  public static byte[] aecg(long seed) {
    return EcgForm.aecg(recording(seed, 10), "bench-" + seed);
  }

  /** Ten seconds as a FHIR Observation in JSON. */
  public static byte[] observation(long seed) {
    return RecordingObservation.of(recording(seed, 10)).json();
  }

  /** What a report of the recording needs besides its reading. */
  public static ReportContext reportContext(Recording recording, ModelCard card) {
    int[] next = {0};
    return new ReportContext(
        RecordingObservation.of(recording),
        List.of(),
        "0".repeat(64),
        "bench",
        Instant.EPOCH,
        () ->
            UUID.nameUUIDFromBytes(("bench" + next[0]++).getBytes(StandardCharsets.UTF_8))
                .toString(),
        new ReportContext.Software("Einthoven", "bench"),
        card,
        ReportContext.Codings.ALL,
        true,
        null,
        null);
  }
}
