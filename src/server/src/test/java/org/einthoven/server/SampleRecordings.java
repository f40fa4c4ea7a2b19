package org.einthoven.server;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;

/** Recordings for tests: noise, different for each seed. */
public final class SampleRecordings {

  private static final int SAMPLES = 500;

  private SampleRecordings() {}

  /** Two seconds of lead I and II of a patient with these identifiers. */
  public static Recording of(long seed, SentIdentifier... patient) {
    Random random = new Random(seed);
    return new Recording(
        List.of(signal(Lead.I, random), signal(Lead.II, random)),
        250,
        new AcquisitionTime(
            LocalDateTime.of(2026, 11, 22, 8, 30, 15), ZoneOffset.ofHours(1), ChronoUnit.SECONDS),
        new PatientAsSent(List.of(patient), "Fictitious", null, "1950-01", "female"),
        new DeviceAsSent("Maker", "Model", "7", null),
        new Source(
            "HL7 aECG",
            new SentIdentifier("urn:oid:1.2.3", "doc"),
            List.of(new SentIdentifier(null, "order")),
            List.of("a note")));
  }

  private static LeadSignal signal(Lead lead, Random random) {
    float[] microvolts = new float[SAMPLES];
    for (int i = 0; i < microvolts.length; i++) {
      microvolts[i] = (float) (random.nextGaussian() * 50);
    }
    return new LeadSignal(lead, microvolts);
  }
}
