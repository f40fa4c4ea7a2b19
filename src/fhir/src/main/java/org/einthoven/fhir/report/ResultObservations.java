package org.einthoven.fhir.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.fhir.Codes;
import org.einthoven.inference.reading.AbnormalityScore;
import org.einthoven.inference.reading.Assessed;
import org.einthoven.inference.reading.FibrillationScore;
import org.einthoven.inference.reading.InfarctionScore;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.SharedShare;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * The results of a reading, one Observation each. What was not assessed is an Observation too, with
 * dataAbsentReason and the reason in words.
 */
final class ResultObservations {

  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  private final ReportContext context;
  private final CarriedThrough carried;
  private final Reference device;

  ResultObservations(ReportContext context, CarriedThrough carried, Reference device) {
    this.context = context;
    this.carried = carried;
    this.device = device;
  }

  List<Observation> of(Reading reading) {
    List<Observation> results = new ArrayList<>();
    results.add(claiming(Codes.MEASUREMENT_PROFILE, heartRate(reading)));
    results.add(claiming(Codes.MEASUREMENT_PROFILE, meanRr(reading)));
    results.add(claiming(Codes.MEASUREMENT_PROFILE, intervals(reading)));
    results.add(claiming(Codes.MEASUREMENT_PROFILE, stLevels(reading)));
    results.add(claiming(Codes.MODEL_RESULT_PROFILE, beatCounts(reading)));
    results.add(claiming(Codes.MODEL_RESULT_PROFILE, infarction(reading)));
    results.add(claiming(Codes.MODEL_RESULT_PROFILE, abnormalities(reading)));
    results.add(claiming(Codes.MODEL_RESULT_PROFILE, fibrillation(reading)));
    results.add(claiming(Codes.SIGNAL_QUALITY_PROFILE, quality(reading)));
    return results;
  }

  private static Observation claiming(String profile, Observation result) {
    result.getMeta().addProfile(profile);
    return result;
  }

  private Observation heartRate(Reading reading) {
    Observation rate =
        measured(
            code(ReadingCode.HEART_RATE, "8867-4", "Heart rate"),
            reading.heartRatePerMinute(),
            (observation, value) -> observation.setValue(quantity(value, "/min", "beats/minute")));
    // FHIR R4 asks of every Observation with 8867-4 what the vital signs profile asks.
    rate.getCategory().clear();
    rate.addCategory(Codes.concept(Codes.OBSERVATION_CATEGORY, "vital-signs", "Vital Signs", null));
    rate.setSubject(carried.subjectOrUnknown());
    rate.setEffective(carried.effectiveOrUnknown());
    return rate;
  }

  private Observation meanRr(Reading reading) {
    Observation mean =
        measured(
            code(ReadingCode.MEAN_RR, "8637-1", "R-R interval by EKG"),
            reading.meanRrMilliseconds(),
            (observation, value) -> observation.setValue(quantity(value, "ms", "ms")));
    reading.rrVariability().toOptional().ifPresent(rr -> MeasuredComponents.write(mean, rr));
    return mean;
  }

  private Observation stLevels(Reading reading) {
    return measured(
        ReadingCode.ST_LEVELS.concept(), reading.leadMeasurements(), MeasuredComponents::write);
  }

  private Observation intervals(Reading reading) {
    Observation panel = observation(code(ReadingCode.EKG_PANEL, "34534-8", "12 lead EKG panel"));
    IntervalPanel.write(panel, reading, context.codings().loinc());
    return panel;
  }

  private Observation beatCounts(Reading reading) {
    Observation observation =
        measured(
            ReadingCode.BEAT_COUNTS.concept(),
            reading.beats(),
            (counts, beats) -> {
              for (Map.Entry<BeatClass, Integer> count : reading.beatCounts().entrySet()) {
                counts
                    .addComponent()
                    .setCode(ReadingCode.of(count.getKey()))
                    .setValue(
                        new Quantity(count.getValue())
                            .setUnit("beats")
                            .setSystem(Codes.UCUM)
                            .setCode("{beats}"));
              }
            });
    if (reading.beats() instanceof Assessed.Value<?>) {
      madeBy(observation, reading, "beat");
    }
    return observation;
  }

  private Observation infarction(Reading reading) {
    Observation observation =
        measured(
            ReadingCode.INFARCTION_PROBABILITY.concept(),
            reading.infarction(),
            (score, value) -> {
              score.setValue(share(value.probability()));
              score
                  .addComponent()
                  .setCode(ReadingCode.THRESHOLD.concept())
                  .setValue(quantity(value.threshold(), "1", "1"));
              score.addNote().setText(inWords(value));
            });
    madeBy(observation, reading, "infarction");
    return observation;
  }

  private static String inWords(InfarctionScore score) {
    return (score.reached()
            ? "The probability reaches the decision threshold."
            : "The probability stays below the decision threshold; this does not rule out"
                + " infarction.")
        + (score.borderline() ? " It lies so near that it is borderline." : "");
  }

  private Observation abnormalities(Reading reading) {
    Observation observation =
        measured(
            ReadingCode.ABNORMALITY_PROBABILITIES.concept(),
            reading.abnormalities(),
            (found, scores) -> {
              for (AbnormalityScore score : scores) {
                CodeableConcept code = ReadingCode.of(score);
                if (context.codings().snomed() && score.snomed() != null) {
                  code.getCoding().add(0, new Coding(Codes.SNOMED, score.snomed(), score.words()));
                }
                found
                    .addComponent()
                    .setCode(code)
                    .setValue(share(score.probability()))
                    .addReferenceRange()
                    .setHigh(share(score.threshold()))
                    .setText("Decision threshold");
              }
            });
    madeBy(observation, reading, "abnormality");
    return observation;
  }

  private Observation fibrillation(Reading reading) {
    Observation observation =
        measured(
            ReadingCode.FIBRILLATION_PROBABILITY.concept(),
            reading.fibrillation(),
            (found, score) -> {
              found.setValue(share(score.highest().probability()));
              found
                  .addComponent()
                  .setCode(ReadingCode.THRESHOLD.concept())
                  .setValue(quantity(score.threshold(), "1", "1"));
              found.addNote().setText(inWords(score));
            });
    madeBy(observation, reading, "fibrillation");
    return observation;
  }

  private static String inWords(FibrillationScore score) {
    return "Lead %s: the threshold is reached in %d of %d stretches. Highest probability from %.0f s"
            .formatted(
                score.lead().label(),
                score.found(),
                score.stretches().size(),
                score.highest().fromSeconds())
        + " to %.0f s, where there are %s."
            .formatted(score.highest().toSeconds(), score.highest().evidence());
  }

  private Observation quality(Reading reading) {
    Observation observation = observation(ReadingCode.SIGNAL_QUALITY.concept());
    observation.setValue(ReadingCode.of(reading.quality().level()));
    reading.quality().findings().forEach(finding -> observation.addNote().setText(finding));
    return observation;
  }

  private static void madeBy(Observation observation, Reading reading, String task) {
    component(observation, ReadingCode.MODEL_VERSION)
        .setValue(new StringType(reading.model().name()));
    for (SharedShare share : reading.sharedShares()) {
      if (share.task().equals(task)) {
        gate(observation, share);
      }
    }
  }

  private static void gate(Observation observation, SharedShare share) {
    component(observation, ReadingCode.SHARED_SHARE)
        .setValue(quantity(share.meanShare(), "1", "1"));
    if (share.classes().isEmpty()) {
      return;
    }
    component(observation, ReadingCode.SHARED_SHARE_RANGE)
        .setValue(
            new Range()
                .setLow(quantity(share.leastShare(), "1", "1"))
                .setHigh(quantity(share.mostShare(), "1", "1")));
    for (SharedShare.OfClass found : share.classes()) {
      observation
          .addComponent()
          .setCode(ReadingCode.sharedShareOf(found.beatClass()))
          .setValue(quantity(found.meanShare(), "1", "1"));
    }
  }

  private static ObservationComponentComponent component(
      Observation observation, ReadingCode code) {
    return observation.addComponent().setCode(code.concept());
  }

  private <T> Observation measured(
      CodeableConcept code, Assessed<T> assessed, BiConsumer<Observation, T> write) {
    Observation observation = observation(code);
    if (assessed instanceof Assessed.NotAssessed<T> not) {
      observation.setDataAbsentReason(notPerformed(not.reason()));
      observation.addNote().setText("Not assessed: " + not.reason());
    } else {
      assessed.toOptional().ifPresent(value -> write.accept(observation, value));
    }
    return observation;
  }

  static CodeableConcept notPerformed(String reason) {
    return new CodeableConcept()
        .addCoding(new Coding(ABSENT, "not-performed", "Not Performed"))
        .setText(reason);
  }

  private Observation observation(CodeableConcept code) {
    Observation observation = new Observation();
    observation.setId(context.ids().get());
    observation.setStatus(ObservationStatus.PRELIMINARY);
    observation.addCategory(
        Codes.concept(Codes.OBSERVATION_CATEGORY, "procedure", "Procedure", null));
    observation.setCode(code);
    observation.setSubject(carried.subject());
    observation.setEncounter(carried.encounter());
    observation.setEffective(carried.effective());
    observation.setBasedOn(carried.basedOn());
    observation.setIssuedElement(instant(context.issued()));
    observation.setDevice(device);
    observation.addDerivedFrom(carried.source());
    return observation;
  }

  private CodeableConcept code(ReadingCode own, String loinc, String display) {
    CodeableConcept concept = own.concept();
    if (context.codings().loinc()) {
      concept.getCoding().add(0, new Coding(Codes.LOINC, loinc, display));
    }
    return concept;
  }

  static InstantType instant(Instant instant) {
    InstantType type = new InstantType();
    type.setValue(Date.from(instant));
    type.setTimeZoneZulu(true);
    return type;
  }

  static Quantity quantity(double value, String code, String unit) {
    return new Quantity()
        .setValue(decimal(value))
        .setUnit(unit)
        .setSystem(Codes.UCUM)
        .setCode(code);
  }

  /** A probability as a quantity. */
  private static Quantity share(double probability) {
    return quantity(probability(probability).doubleValue(), "1", "1");
  }

  /** No model is certain: what would be rounded to 0 or 1 is given as 0.0001 or 0.9999. */
  static BigDecimal probability(double probability) {
    return decimal(Math.min(0.9999, Math.max(0.0001, probability)));
  }

  /** Four significant digits: more would claim a precision that no ECG has. */
  static BigDecimal decimal(double value) {
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }
}
