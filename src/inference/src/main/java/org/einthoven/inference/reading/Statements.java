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

  static List<Statement> of(
      Assessed<List<ReadBeat>> beats, RrIntervals intervals, Assessed<InfarctionScore> infarction) {
    List<Statement> statements = new ArrayList<>();
    beats
        .toOptional()
        .ifPresent(
            list -> {
              ofBeats(
                  statements,
                  list,
                  BeatClass.V,
                  StatementCode.VENTRICULAR_PREMATURE_BEATS,
                  "Ventricular premature beats");
              if (!intervals.irregular()) {
                ofBeats(
                    statements,
                    list,
                    BeatClass.S,
                    StatementCode.SUPRAVENTRICULAR_PREMATURE_BEATS,
                    "Possible supraventricular premature beats");
              }
              ofBeats(
                  statements,
                  list,
                  BeatClass.F,
                  StatementCode.FUSION_BEATS,
                  "Possible fusion beats");
            });
    infarction
        .toOptional()
        .filter(InfarctionScore::reached)
        .ifPresent(
            score ->
                statements.add(
                    new Statement(
                        StatementCode.MYOCARDIAL_INFARCTION,
                        "ECG pattern of myocardial infarction of undetermined age",
                        score.probability(),
                        String.format(
                            Locale.ROOT,
                            "probability %.2f, stated from %.2f; the training labels do not tell"
                                + " acute from old",
                            score.probability(),
                            score.threshold()))));
    return statements;
  }

  private static void ofBeats(
      List<Statement> statements,
      List<ReadBeat> beats,
      BeatClass beatClass,
      StatementCode code,
      String words) {
    List<ReadBeat> likely =
        beats.stream()
            .filter(beat -> beat.beatClass() == beatClass)
            .filter(beat -> beat.probability() >= LIKELIER_THAN_NOT)
            .toList();
    if (likely.isEmpty()) {
      return;
    }
    double highest = likely.stream().mapToDouble(ReadBeat::probability).max().orElseThrow();
    statements.add(
        new Statement(
            code,
            words + ": " + likely.size() + " of " + beats.size() + " beats",
            highest,
            String.format(
                Locale.ROOT,
                "%d of %d beats classed %s (%s), highest probability %.2f",
                likely.size(),
                beats.size(),
                beatClass,
                beatClass.words(),
                highest)));
  }
}
