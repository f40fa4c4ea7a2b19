package org.einthoven.cli.synthesize;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;
import org.einthoven.ecg.synthesis.EcgSynthesis;

/** A synthetic ECG as a recorder would export it: whole steps, a patient, a time, a device. */
public final class SyntheticRecording {

  /** The step of the samples, as recorders of 5 µV resolution have it. */
  private static final double MICROVOLTS_PER_STEP = 5;

  /** Below the OID that is kept for examples, so that nobody is meant. */
  private static final String AUTHORITY = "urn:oid:2.999.1.1";

  private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 5, 8, 0);

  private SyntheticRecording() {}

  /**
   * The recording. The seed of the synthesis numbers the patient and, in minutes, moves the time,
   * so that different seeds are different patients at different times.
   */
  public static Recording of(EcgSynthesis synthesis) {
    return of(synthesis.make().recording(), synthesis.seed());
  }

  /** A recording that was made otherwise, with a seed. */
  static Recording of(Recording made, long seed) {
    List<LeadSignal> leads =
        made.leads().stream()
            .map(signal -> new LeadSignal(signal.lead(), stepped(signal.microvolts())))
            .toList();
    long number = Math.floorMod(seed, 1_000_000L);
    return new Recording(
        leads,
        made.samplesPerSecond(),
        new AcquisitionTime(FIRST.plusMinutes(number), ZoneOffset.UTC, ChronoUnit.SECONDS),
        new PatientAsSent(
            List.of(new SentIdentifier(AUTHORITY, "synthetic-" + number)),
            "Synthetic",
            "Number " + number,
            "1960-01-01",
            "unknown"),
        new DeviceAsSent("Einthoven", "synthesiser", null, null),
        Source.of("synthetic"));
  }

  private static float[] stepped(float[] microvolts) {
    float[] stepped = new float[microvolts.length];
    for (int i = 0; i < stepped.length; i++) {
      stepped[i] = (float) (Math.rint(microvolts[i] / MICROVOLTS_PER_STEP) * MICROVOLTS_PER_STEP);
    }
    return stepped;
  }
}
