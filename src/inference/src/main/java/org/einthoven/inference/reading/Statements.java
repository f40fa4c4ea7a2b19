package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.rhythm.VentricularPatterns;

/** What follows from scores, in words. Nothing is stated that a score does not carry. */
final class Statements {

  /** A beat's class is stated only where the model finds it likelier than not. */
  private static final double LIKELIER_THAN_NOT = 0.5;

  private Statements() {}

  static List<Statement> of(
      Assessed<List<ReadBeat>> beats,
      Assessed<InfarctionScore> infarction,
      Assessed<List<AbnormalityScore>> abnormalities,
      Assessed<FibrillationScore> fibrillation) {
    List<Statement> statements = new ArrayList<>();
    fibrillation
        .toOptional()
        .filter(FibrillationScore::reached)
        .ifPresent(score -> statements.add(ofFibrillation(score)));
    beats.toOptional().ifPresent(list -> ofVentricularBeats(statements, list));
    infarction
        .toOptional()
        .filter(InfarctionScore::reached)
        .ifPresent(score -> statements.add(ofInfarction(score)));
    abnormalities
        .toOptional()
        .ifPresent(
            scores -> scores.forEach(score -> ofAbnormality(score).ifPresent(statements::add)));
    return statements;
  }

  /** Where measurements and the model state the same, one statement with the reasons of both. */
  static List<Statement> merged(List<Statement> statements) {
    Map<StatementCode, Statement> merged = new LinkedHashMap<>();
    for (Statement statement : statements) {
      merged.merge(
          statement.code(),
          statement,
          (first, second) ->
              new Statement(
                  first.code(),
                  first.text(),
                  first.probability() == null ? second.probability() : first.probability(),
                  first.reason() + "; " + second.reason()));
    }
    return List.copyOf(merged.values());
  }

  private static void ofVentricularBeats(List<Statement> statements, List<ReadBeat> beats) {
    List<ReadBeat> likely = beats.stream().filter(Statements::likelyVentricular).toList();
    if (likely.isEmpty()) {
      return;
    }
    double highest = likely.stream().mapToDouble(ReadBeat::probability).max().orElseThrow();
    statements.add(
        new Statement(
            StatementCode.VENTRICULAR_PREMATURE_BEATS,
            "Ventricular premature beats: "
                + likely.size()
                + " of "
                + beats.size()
                + " beats"
                + PatternWords.of(ventricularPatterns(beats)),
            highest,
            String.format(
                Locale.ROOT,
                "%d of %d beats classed %s with a probability of at least 0.5, the highest %s",
                likely.size(),
                beats.size(),
                BeatClass.V.words(),
                ProbabilityText.of(highest, 2))));
  }

  /** How the beats follow one another that are likelier ventricular than not. */
  static VentricularPatterns ventricularPatterns(List<ReadBeat> beats) {
    double[] seconds = beats.stream().mapToDouble(ReadBeat::seconds).toArray();
    boolean[] ventricular = new boolean[seconds.length];
    for (int i = 0; i < ventricular.length; i++) {
      ventricular[i] = likelyVentricular(beats.get(i));
    }
    return VentricularPatterns.of(seconds, ventricular);
  }

  private static boolean likelyVentricular(ReadBeat beat) {
    return beat.beatClass() == BeatClass.V && beat.probability() >= LIKELIER_THAN_NOT;
  }

  private static Statement ofFibrillation(FibrillationScore score) {
    FibrillationScore.Stretch highest = score.highest();
    int judged = score.stretches().size();
    double seconds = highest.toSeconds() - highest.fromSeconds();
    String where =
        judged == 1
            ? ""
            : String.format(
                Locale.ROOT, " in %d of %d stretches of %.0f s", score.found(), judged, seconds);
    return new Statement(
        StatementCode.ATRIAL_FIBRILLATION,
        "Atrial fibrillation" + where,
        highest.probability(),
        String.format(
            Locale.ROOT,
            "lead %s, %s%d beats: %s; probability %s, stated from %.2f%s",
            score.lead().label(),
            judged == 1
                ? ""
                : String.format(
                    Locale.ROOT,
                    "the likeliest stretch, from %.0f s to %.0f s, ",
                    highest.fromSeconds(),
                    highest.toSeconds()),
            highest.beats(),
            highest.evidence(),
            ProbabilityText.of(highest.probability(), 2),
            score.threshold(),
            score.notJudged() == 0
                ? ""
                : "; " + score.notJudged() + " further stretches had too few beats"));
  }

  private static Statement ofInfarction(InfarctionScore score) {
    return new Statement(
        StatementCode.MYOCARDIAL_INFARCTION,
        (score.borderline() ? "Borderline: possible " : "")
            + "ECG pattern of myocardial infarction of undetermined age",
        score.probability(),
        String.format(
            Locale.ROOT,
            "probability %s, stated from %.2f%s; the training labels do not tell acute from old",
            ProbabilityText.of(score.probability(), 2),
            score.threshold(),
            score.borderline() ? ", so near that another training could miss it" : ""));
  }

  private static Optional<Statement> ofAbnormality(AbnormalityScore score) {
    if (!score.stated() || !score.reached()) {
      return Optional.empty();
    }
    return StatementCode.of(score.label())
        .map(
            code ->
                new Statement(
                    code,
                    "ECG pattern of " + score.words(),
                    score.probability(),
                    String.format(
                        Locale.ROOT,
                        "probability %s, stated from %.2f",
                        ProbabilityText.of(score.probability(), 2),
                        score.threshold())));
  }
}
