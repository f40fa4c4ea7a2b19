package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.ecg.rhythm.RhythmWindow;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.ecg.statement.MeasuredFinding;
import org.einthoven.ecg.statement.MeasuredFindings;
import org.einthoven.ecg.statement.Person;
import org.einthoven.inference.AbnormalityProbabilities;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetAnswers;
import org.einthoven.inference.DfnetInputs;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.DfnetScores;
import org.einthoven.inference.FibrillationScores;
import org.einthoven.inference.InfarctionProbability;
import org.einthoven.inference.ModelManifest;

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
  public Examination examine(Recording recording) {
    Recording complete = recording.withDerivedLimbLeads();
    int[] rPeaks = QrsDetector.detect(recording);
    RrIntervals intervals = RrIntervals.between(rPeaks, recording.samplesPerSecond());
    Condition condition = Condition.of(recording, rPeaks);

    Assessed<List<ReadBeat>> beats;
    Assessed<InfarctionScore> infarction;
    Assessed<List<AbnormalityScore>> abnormalities;
    Assessed<FibrillationScore> fibrillation;
    List<SharedShare> shares = new ArrayList<>();
    Optional<Examination.Scored> scored = Optional.empty();
    if (condition.silence().isPresent()) {
      String reason = condition.silence().get();
      beats = new Assessed.NotAssessed<>(reason);
      infarction = new Assessed.NotAssessed<>(reason);
      abnormalities = new Assessed.NotAssessed<>(reason);
      fibrillation = new Assessed.NotAssessed<>(reason);
    } else {
      DfnetInputs inputs =
          new DfnetInputs(
              BeatPreparation.prepare(complete, rPeaks),
              rhythm(condition.withUsableLeads(complete), rPeaks));
      DfnetAnswers answers = model.answer(inputs);
      DfnetScores scores = answers.recording();
      scored = Optional.of(new Examination.Scored(inputs, answers));
      beats = beats(scores.beats(), shares);
      infarction = infarction(scores.infarction(), shares);
      abnormalities = abnormalities(scores.abnormalities(), shares);
      fibrillation = fibrillation(answers.fibrillation(), shares);
    }
    TypicalBeatValues measured =
        TypicalBeatValues.of(condition.withUsableLeads(complete), rPeaks, condition.unmeasurable());
    TypicalBeatValues typical =
        fibrillation.toOptional().filter(FibrillationScore::reached).isPresent()
            ? measured.inFibrillation()
            : measured;
    List<MeasuredFinding> findings =
        condition.silence().isPresent()
            ? List.of()
            : typical
                .measurements()
                .map(found -> MeasuredFindings.of(found, Person.of(recording)))
                .orElse(List.of());
    List<Statement> statements =
        new ArrayList<>(MeasuredStatements.of(findings, beats, fibrillation));
    statements.addAll(Statements.of(beats, infarction, abnormalities, fibrillation));
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
            condition.quality(),
            perMinute(meanRr),
            meanRr,
            variability,
            typical.values(),
            typical.leads(),
            typical.limits(),
            beats,
            infarction,
            abnormalities,
            fibrillation,
            condition.silence().isPresent()
                ? List.of()
                : CriticalFindings.of(
                    limits,
                    perMinute(meanRr),
                    variability,
                    condition.hasGoodLead(),
                    beats,
                    typical.values(),
                    findings),
            Statements.merged(statements),
            shares,
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

  private static Assessed<List<ReadBeat>> beats(
      Prepared<List<BeatScore>> scored, List<SharedShare> shares) {
    if (scored instanceof Prepared.NotPossible<List<BeatScore>> not) {
      return new Assessed.NotAssessed<>(not.reason());
    }
    List<BeatScore> scores = ((Prepared.Ready<List<BeatScore>>) scored).input();
    shares.add(SharedShare.overBeats(scores));
    return new Assessed.Value<>(scores.stream().map(Interpreter::beat).toList());
  }

  private static ReadBeat beat(BeatScore score) {
    BeatClass best = score.best();
    return new ReadBeat(score.seconds(), best, score.probability(best), score.ruledOut());
  }

  private static Assessed<InfarctionScore> infarction(
      Prepared<InfarctionProbability> scored, List<SharedShare> shares) {
    if (scored instanceof Prepared.NotPossible<InfarctionProbability> not) {
      return new Assessed.NotAssessed<>(not.reason());
    }
    InfarctionProbability score = ((Prepared.Ready<InfarctionProbability>) scored).input();
    shares.add(new SharedShare("infarction", score.sharedShare()));
    return new Assessed.Value<>(new InfarctionScore(score.probability(), score.threshold()));
  }

  private static Assessed<List<AbnormalityScore>> abnormalities(
      Prepared<AbnormalityProbabilities> scored, List<SharedShare> shares) {
    if (scored instanceof Prepared.NotPossible<AbnormalityProbabilities> not) {
      return new Assessed.NotAssessed<>(not.reason());
    }
    AbnormalityProbabilities found = ((Prepared.Ready<AbnormalityProbabilities>) scored).input();
    shares.add(new SharedShare("abnormality", found.sharedShare()));
    return new Assessed.Value<>(found.scores().stream().map(Interpreter::abnormality).toList());
  }

  private static Prepared<RhythmInputs> rhythm(Optional<Recording> usable, int[] rPeaks) {
    return usable
        .map(recording -> RhythmPreparation.prepare(recording, rPeaks))
        .orElseGet(() -> new Prepared.NotPossible<>("no lead is good enough"));
  }

  private static Assessed<FibrillationScore> fibrillation(
      Prepared<FibrillationScores> scored, List<SharedShare> shares) {
    if (scored instanceof Prepared.NotPossible<FibrillationScores> not) {
      return new Assessed.NotAssessed<>(not.reason());
    }
    FibrillationScores scores = ((Prepared.Ready<FibrillationScores>) scored).input();
    DoubleSummaryStatistics weights =
        scores.windows().stream()
            .mapToDouble(FibrillationScores.Window::sharedShare)
            .summaryStatistics();
    shares.add(
        new SharedShare(
            "fibrillation", weights.getAverage(), weights.getMin(), weights.getMax(), List.of()));
    return new Assessed.Value<>(
        new FibrillationScore(
            scores.lead(),
            scores.threshold(),
            scores.windows().stream().map(Interpreter::stretch).toList(),
            scores.stretches() - scores.windows().size()));
  }

  private static FibrillationScore.Stretch stretch(FibrillationScores.Window window) {
    RhythmWindow input = window.input();
    return new FibrillationScore.Stretch(
        input.fromSeconds(),
        input.toSeconds(),
        input.rPeaks(),
        window.probability(),
        RhythmEvidence.of(input));
  }

  private static AbnormalityScore abnormality(AbnormalityProbabilities.Score score) {
    ModelManifest.Abnormality label = score.label();
    return new AbnormalityScore(
        label.label(),
        label.words(),
        label.snomed(),
        score.probability(),
        label.threshold(),
        label.stated());
  }
}
