package org.einthoven.fhir.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.measurement.LeadMeasurement;
import org.einthoven.ecg.measurement.Measure;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.ModelCard;
import org.einthoven.inference.ModelIdentity;
import org.einthoven.inference.reading.AbnormalityScore;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.CriticalFinding;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.FibrillationScore;
import org.einthoven.inference.reading.InfarctionScore;
import org.einthoven.inference.reading.Quality;
import org.einthoven.inference.reading.ReadBeat;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.RrVariability;
import org.einthoven.inference.reading.SharedShare;
import org.einthoven.inference.reading.Statement;
import org.einthoven.inference.reading.StatementCode;

/** Readings and contexts to build reports from. */
final class Readings {

  static final ModelIdentity MODEL =
      new ModelIdentity("dfnet", "0.1.0", "a".repeat(64), "b".repeat(64), "1", "c".repeat(64));

  static final ModelCard CARD = new ModelCard(MODEL, "# dfnet 0.1.0\n");

  private Readings() {}

  static Reading withFindings() {
    return new Reading(
        10,
        500,
        List.of(Lead.I, Lead.II),
        List.of(Lead.III),
        new Quality(Quality.Level.LIMITED, List.of("baseline wander in V1 <strong> & more")),
        new Assessed.Value<>(71.428571),
        new Assessed.Value<>(840.0),
        new Assessed.Value<>(new RrVariability(12.34, 9.5, 820, 861)),
        values(),
        new Assessed.Value<>(List.of(lead(Lead.I, -0.0512), lead(Lead.AVF, 0.2004))),
        Optional.empty(),
        List.of(),
        new Assessed.Value<>(
            List.of(
                new ReadBeat(0.4, BeatClass.N, 0.99),
                new ReadBeat(1.2, BeatClass.V, 0.98),
                new ReadBeat(2.1, BeatClass.N, 0.97))),
        new Assessed.Value<>(new InfarctionScore(0.8312345, 0.6)),
        new Assessed.Value<>(
            List.of(
                new AbnormalityScore("STTC", "ST or T wave change", null, 0.99999, 0.4, false),
                new AbnormalityScore(
                    "LBBB", "left bundle branch block", "164909002", 0.02, 0.5, true))),
        new Assessed.Value<>(
            new FibrillationScore(
                Lead.II,
                0.4,
                List.of(new FibrillationScore.Stretch(0, 10, 13, 0.1, "regular RR intervals")),
                0)),
        List.of(
            new CriticalFinding(
                CriticalFinding.Kind.SLOW_HEART,
                "Very slow heart rate",
                "heart rate 35/min, below 40/min")),
        List.of(
            new Statement(
                StatementCode.VENTRICULAR_PREMATURE_BEATS,
                "Ventricular premature beats",
                0.98,
                "1 of 3 beats"),
            new Statement(
                StatementCode.MYOCARDIAL_INFARCTION,
                "ECG finding of myocardial infarction",
                0.83,
                "probability 0.83, threshold 0.6")),
        List.of(
            new SharedShare(
                "beat",
                0.4,
                0.2,
                0.7,
                List.of(
                    new SharedShare.OfClass(BeatClass.N, 2, 0.25, 0.2, 0.3),
                    new SharedShare.OfClass(BeatClass.V, 1, 0.7, 0.7, 0.7))),
            new SharedShare("infarction", 0.55)),
        MODEL);
  }

  private static LeadMeasurement lead(Lead lead, double st) {
    Measure none = Measure.none("no P wave stands out of what varies from beat to beat");
    Measure some = Measure.of(0.5);
    return new LeadMeasurement(
        lead, none, some, some, some, some, Measure.of(st), Measure.of(st), some);
  }

  private static Map<EcgValue, Assessed<Double>> values() {
    Map<EcgValue, Assessed<Double>> values = new EnumMap<>(EcgValue.class);
    values.put(EcgValue.QRS, new Assessed.Value<>(94.0));
    values.put(EcgValue.QTC_FRIDERICIA, new Assessed.Value<>(417.4));
    values.put(EcgValue.QRS_AXIS, new Assessed.Value<>(-12.3));
    values.put(
        EcgValue.PR,
        new Assessed.NotAssessed<>("no P wave stands out of what varies from beat to beat"));
    return values;
  }

  static Reading notAssessed() {
    String reason = "the recording is shorter than 2 s";
    return new Reading(
        1,
        500,
        List.of(Lead.I),
        List.of(),
        new Quality(Quality.Level.UNUSABLE, List.of("shorter than 2 s")),
        new Assessed.NotAssessed<>(reason),
        new Assessed.NotAssessed<>(reason),
        new Assessed.NotAssessed<>(reason),
        Map.of(),
        new Assessed.NotAssessed<>(reason),
        Optional.empty(),
        List.of(),
        new Assessed.NotAssessed<>(reason),
        new Assessed.NotAssessed<>("fewer than 12 leads"),
        new Assessed.NotAssessed<>("fewer than 12 leads"),
        new Assessed.NotAssessed<>(reason),
        List.of(),
        List.of(),
        List.of(),
        MODEL);
  }

  static FhirResource source() {
    return FhirResource.parse(
        """
        {"resourceType":"Observation","id":"ecg1","status":"final",
         "identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203",
           "code":"ACSN"}]},"system":"urn:oid:2.16.840.1.113883.3.1","value":"ACC-7"}],
         "basedOn":[{"reference":"ServiceRequest/r1"}],
         "code":{"coding":[{"system":"http://loinc.org","code":"11524-6"}]},
         "subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},
         "effectiveInstant":"2026-01-02T03:04:05.678+01:00"}
        """
            .getBytes(StandardCharsets.UTF_8));
  }

  static FhirResource bareSource() {
    return FhirResource.parse(
        """
        {"resourceType":"Observation","status":"final",
         "code":{"coding":[{"system":"http://loinc.org","code":"11524-6"}]}}
        """
            .getBytes(StandardCharsets.UTF_8));
  }

  static ReportContext context(FhirResource source, ReportContext.Codings codings) {
    return new ReportContext(
        source,
        List.of("DocumentReference/d1"),
        "d".repeat(64),
        "clinic-a",
        Instant.parse("2026-01-02T03:05:00Z"),
        counting(),
        new ReportContext.Software("Einthoven", "0.1.0"),
        CARD,
        codings,
        true,
        null,
        null);
  }

  private static Supplier<String> counting() {
    int[] next = {0};
    return () -> "id-" + ++next[0];
  }
}
