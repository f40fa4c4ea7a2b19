package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.rhythm.RhythmWindow;
import org.einthoven.inference.AbnormalityProbabilities;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetAnswers;
import org.einthoven.inference.DfnetScores;
import org.einthoven.inference.FibrillationScores;
import org.einthoven.inference.InfarctionProbability;
import org.einthoven.inference.ModelManifest;

/**
 * What the model made of a recording, as a reading gives it.
 *
 * @param shares the gates' weights, of what was scored
 */
record Classed(
    Assessed<List<ReadBeat>> beats,
    Assessed<InfarctionScore> infarction,
    Assessed<List<AbnormalityScore>> abnormalities,
    Assessed<FibrillationScore> fibrillation,
    List<SharedShare> shares) {

  private static final List<String> OF_SHAPES = List.of("infarction", "abnormality");

  /** Copies the list. */
  Classed {
    shares = List.copyOf(shares);
  }

  /** The model was not asked, for a reason. */
  static Classed silent(String reason) {
    return new Classed(
        new Assessed.NotAssessed<>(reason),
        new Assessed.NotAssessed<>(reason),
        new Assessed.NotAssessed<>(reason),
        new Assessed.NotAssessed<>(reason),
        List.of());
  }

  static Classed of(DfnetAnswers answers) {
    DfnetScores scores = answers.recording();
    List<SharedShare> shares = new ArrayList<>();
    return new Classed(
        beats(scores.beats(), shares),
        infarction(scores.infarction(), shares),
        abnormalities(scores.abnormalities(), shares),
        fibrillation(answers.fibrillation(), shares),
        shares);
  }

  /** The same without what is of the shape of the leads, which may bear others' names. */
  Classed withoutShapes(String reason) {
    return new Classed(
        beats,
        new Assessed.NotAssessed<>(reason),
        new Assessed.NotAssessed<>(reason),
        fibrillation,
        shares.stream().filter(share -> !OF_SHAPES.contains(share.task())).toList());
  }

  boolean isFibrillating() {
    return fibrillation.toOptional().filter(FibrillationScore::reached).isPresent();
  }

  private static Assessed<List<ReadBeat>> beats(
      Prepared<List<BeatScore>> scored, List<SharedShare> shares) {
    if (scored instanceof Prepared.NotPossible<List<BeatScore>> not) {
      return new Assessed.NotAssessed<>(not.reason());
    }
    List<BeatScore> scores = ((Prepared.Ready<List<BeatScore>>) scored).input();
    shares.add(SharedShare.overBeats(scores));
    return new Assessed.Value<>(scores.stream().map(Classed::beat).toList());
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
    return new Assessed.Value<>(found.scores().stream().map(Classed::abnormality).toList());
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
            scores.windows().stream().map(Classed::stretch).toList(),
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
