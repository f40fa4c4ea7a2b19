package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.measurement.LeadReversal;
import org.einthoven.ecg.quality.CalibrationPulse;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.ecg.statement.MeasuredFinding;
import org.einthoven.ecg.statement.MeasuredFindings;
import org.einthoven.ecg.statement.Person;
import org.einthoven.inference.DfnetAnswers;
import org.einthoven.inference.DfnetInputs;
import org.einthoven.inference.DfnetModel;

/**
 * Makes a {@link Reading} of a recording: finds the beats, judges the quality, and lets the model
 * speak where the recording is within its scope. The same recording and model give the same
 * reading. Safe for use by several threads.
 */
public final class Interpreter {

  private static final double MILLISECONDS_PER_MINUTE = 60_000;
  private static final int FEWEST_INTERVALS = 2;

  private final DfnetModel model;
  private final CriticalLimits limits;

  /** An interpreter that asks this model; the model is not closed here. */
  public Interpreter(DfnetModel model) {
    this(model, CriticalLimits.DEFAULT);
  }

  /** The same, with limits of what is critical. */
  public Interpreter(DfnetModel model, CriticalLimits limits) {
    this.model = model;
    this.limits = limits;
  }

  /** Reads one recording. Any recording can be read; what cannot be judged is not assessed. */
  public Reading interpret(Recording recording) {
    return examine(recording).reading();
  }

  /** Reads one recording, and keeps what the model was given, for other models to score it too. */
  public Examination examine(Recording recorded) {
    CalibrationPulse.Removed removed = CalibrationPulse.from(recorded);
    Recording recording = removed.recording();
    Recording complete = recording.withDerivedLimbLeads();
    int[] rPeaks = QrsDetector.detect(recording);
    RrIntervals intervals = RrIntervals.between(rPeaks, recording.samplesPerSecond());
    Condition condition = Condition.of(recording, rPeaks);

    Optional<Examination.Scored> scored = Optional.empty();
    Classed asked;
    if (condition.silence().isPresent()) {
      asked = Classed.silent(condition.silence().get());
    } else {
      DfnetInputs inputs =
          new DfnetInputs(
              BeatPreparation.prepare(complete, rPeaks),
              rhythm(condition.withUsableLeads(complete), rPeaks));
      DfnetAnswers answers = model.answer(inputs);
      scored = Optional.of(new Examination.Scored(inputs, answers));
      asked = Classed.of(answers);
    }
    TypicalBeatValues measured =
        TypicalBeatValues.of(condition.withUsableLeads(complete), rPeaks, condition.unmeasurable());
    List<LeadReversal> reversals = measured.reversals();
    Classed classed =
        reversals.isEmpty() || condition.silence().isPresent()
            ? asked
            : asked.withoutShapes(reversals.get(0).words());
    TypicalBeatValues typical = allowed(measured, classed, reversals);
    List<MeasuredFinding> findings =
        condition.silence().isPresent() || !reversals.isEmpty()
            ? List.of()
            : typical
                .measurements()
                .map(found -> MeasuredFindings.of(found, Person.of(recording)))
                .orElse(List.of());
    List<Statement> statements =
        new ArrayList<>(MeasuredStatements.of(findings, classed.beats(), classed.fibrillation()));
    statements.addAll(
        Statements.of(
            classed.beats(),
            classed.infarction(),
            classed.abnormalities(),
            classed.fibrillation()));
    Assessed<Double> meanRr = meanRr(condition, intervals);
    Assessed<RrVariability> variability =
        meanRr instanceof Assessed.NotAssessed<Double> not
            ? new Assessed.NotAssessed<>(not.reason())
            : new Assessed.Value<>(intervals.variability());
    Reading reading =
        new Reading(
            recording.durationSeconds(),
            recording.samplesPerSecond(),
            leads(recording),
            leads(complete).stream().filter(lead -> recording.signal(lead).isEmpty()).toList(),
            condition
                .quality()
                .limitedBy(reversals.stream().map(LeadReversal::words).toList())
                .withRemarks(pulses(removed)),
            perMinute(meanRr),
            meanRr,
            variability,
            typical.values(),
            typical.leads(),
            typical.beat(),
            typical.limits(),
            classed.beats(),
            classed.infarction(),
            classed.abnormalities(),
            classed.fibrillation(),
            condition.silence().isPresent()
                ? List.of()
                : CriticalFindings.of(
                    limits,
                    perMinute(meanRr),
                    variability,
                    condition.hasGoodLead(),
                    classed.beats(),
                    typical.values(),
                    findings),
            Statements.merged(statements),
            classed.shares(),
            model.identity());
    return new Examination(reading, scored);
  }

  private static List<Lead> leads(Recording recording) {
    return recording.leads().stream().map(LeadSignal::lead).toList();
  }

  private static Assessed<Double> meanRr(Condition condition, RrIntervals intervals) {
    Optional<String> unusable = condition.unusable();
    if (unusable.isPresent()) {
      return new Assessed.NotAssessed<>(unusable.get());
    }
    if (intervals.count() < FEWEST_INTERVALS) {
      return new Assessed.NotAssessed<>("fewer than three beats were found");
    }
    return new Assessed.Value<>(intervals.mean());
  }

  private static Assessed<Double> perMinute(Assessed<Double> meanRr) {
    if (meanRr instanceof Assessed.NotAssessed<Double> not) {
      return not;
    }
    return new Assessed.Value<>(
        MILLISECONDS_PER_MINUTE / ((Assessed.Value<Double>) meanRr).value());
  }

  private static List<String> pulses(CalibrationPulse.Removed removed) {
    return removed.leads().isEmpty()
        ? List.of()
        : List.of(
            "a calibration pulse was left out in "
                + removed.leads().stream().map(Lead::label).collect(Collectors.joining(", ")));
  }

  private static TypicalBeatValues allowed(
      TypicalBeatValues measured, Classed classed, List<LeadReversal> reversals) {
    TypicalBeatValues given = classed.isFibrillating() ? measured.inFibrillation() : measured;
    return reversals.stream()
        .filter(LeadReversal::isOfLimbs)
        .findFirst()
        .map(reversal -> given.withoutAxes(reversal.words()))
        .orElse(given);
  }

  private static Prepared<RhythmInputs> rhythm(Optional<Recording> usable, int[] rPeaks) {
    return usable
        .map(recording -> RhythmPreparation.prepare(recording, rPeaks))
        .orElseGet(() -> new Prepared.NotPossible<>("no lead is good enough"));
  }
}
