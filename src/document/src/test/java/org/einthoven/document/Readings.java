package org.einthoven.document;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.measurement.MedianBeat;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.InfarctionScore;
import org.einthoven.inference.reading.Quality;
import org.einthoven.inference.reading.ReadBeat;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.RrVariability;
import org.einthoven.inference.reading.Statement;
import org.einthoven.inference.reading.StatementCode;
import org.einthoven.inference.reading.WaveLimit;

/** Recordings and readings made up for a page. */
final class Readings {

  private Readings() {}

  static Recording recording(String family, String given) {
    Recording synthetic = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();
    return new Recording(
        synthetic.leads(),
        synthetic.samplesPerSecond(),
        new AcquisitionTime(
            LocalDateTime.of(2026, 3, 4, 5, 6, 7), ZoneOffset.ofHours(1), ChronoUnit.SECONDS),
        new PatientAsSent(
            List.of(new SentIdentifier(null, "4711")), family, given, "1950-01-02", "female"),
        new DeviceAsSent("Maker", "Cart 5", "S123", null),
        Source.of("HL7 aECG"));
  }

  static Recording anonymous() {
    Recording synthetic = EcgSynthesis.of(SyntheticRhythm.SINUS, 3).make().recording();
    return new Recording(
        synthetic.leads(), synthetic.samplesPerSecond(), null, null, null, Source.of("WFDB"));
  }

  static Reading of(Recording recording, Statement... statements) {
    return new Reading(
        recording.durationSeconds(),
        recording.samplesPerSecond(),
        recording.leads().stream().map(LeadSignal::lead).toList(),
        List.of(),
        new Quality(Quality.Level.GOOD, List.of()),
        new Assessed.Value<>(70.4),
        new Assessed.Value<>(852.0),
        new Assessed.Value<>(new RrVariability(12, 9, 840, 866)),
        Map.of(
            EcgValue.QRS,
            new Assessed.Value<>(94.4),
            EcgValue.QTC_FRIDERICIA,
            new Assessed.Value<>(417.6),
            EcgValue.QRS_AXIS,
            new Assessed.Value<>(-31.0)),
        new Assessed.NotAssessed<>("needs leads I, II and V1 to V6 in usable quality"),
        Optional.of(typicalBeat()),
        List.of(new WaveLimit(0.75, "QRS"), new WaveLimit(0.85, "J")),
        new Assessed.Value<>(
            Stream.of(0.8, 1.65, 2.5)
                .map(seconds -> new ReadBeat(seconds, BeatClass.N, 0.99))
                .toList()),
        new Assessed.Value<>(new InfarctionScore(0.93, 0.6)),
        new Assessed.NotAssessed<>("the model has no such head"),
        new Assessed.NotAssessed<>("fewer than 8 beats"),
        List.of(),
        List.of(statements),
        List.of(),
        new ModelIdentity(
            "dfnet", "9.9.9", "ab".repeat(32), "cd".repeat(32), "3", "ef".repeat(32)));
  }

  /** Flat; its R peak is 0.4 s after its first sample, that of the example 0.8 s. */
  private static MedianBeat typicalBeat() {
    return new MedianBeat(
        3,
        500,
        0.4,
        0.8,
        Stream.of(Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V5)
            .map(lead -> new LeadSignal(lead, new float[500]))
            .toList());
  }

  static Statement infarction() {
    return new Statement(
        StatementCode.MYOCARDIAL_INFARCTION,
        "ECG pattern of myocardial infarction of undetermined age",
        0.93,
        "probability 0.93, stated from 0.60");
  }
}
