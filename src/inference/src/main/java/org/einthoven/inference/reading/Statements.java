package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.einthoven.ecg.beat.BeatClass;

/** What follows from scores, in words. Nothing is stated that a score does not carry. */
final class Statements {

  /** A beat's class is stated only where the model finds it likelier than not. */
  private static final double LIKELIER_THAN_NOT = 0.5;

  private Statements() {}

  static List<Statement> of(Assessed<List<ReadBeat>> beats, Assessed<InfarctionScore> infarction) {
    List<Statement> statements = new ArrayList<>();
    beats.toOptional().ifPresent(list -> ofVentricularBeats(statements, list));
    infarction
        .toOptional()
        .filter(InfarctionScore::reached)
        .ifPresent(score -> statements.add(ofInfarction(score)));
    return statements;
  }

  private static void ofVentricularBeats(List<Statement> statements, List<ReadBeat> beats) {
    List<ReadBeat> likely =
        beats.stream()
            .filter(beat -> beat.beatClass() == BeatClass.V)
            .filter(beat -> beat.probability() >= LIKELIER_THAN_NOT)
            .toList();
    if (likely.isEmpty()) {
      return;
    }
    double highest = likely.stream().mapToDouble(ReadBeat::probability).max().orElseThrow();
    statements.add(
        new Statement(
            StatementCode.VENTRICULAR_PREMATURE_BEATS,
            "Ventricular premature beats: " + likely.size() + " of " + beats.size() + " beats",
            highest,
            String.format(
                Locale.ROOT,
                "%d of %d beats classed %s with a probability of at least 0.5, the highest %.2f",
                likely.size(),
                beats.size(),
                BeatClass.V.words(),
                highest)));
  }

  private static Statement ofInfarction(InfarctionScore score) {
    return new Statement(
        StatementCode.MYOCARDIAL_INFARCTION,
        "ECG pattern of myocardial infarction of undetermined age",
        score.probability(),
        String.format(
            Locale.ROOT,
            "probability %.2f, stated from %.2f; the training labels do not tell acute from old",
            score.probability(),
            score.threshold()));
  }
}
