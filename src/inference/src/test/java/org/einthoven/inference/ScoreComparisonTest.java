package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.inference.ScoreComparison.Agreement;
import org.junit.jupiter.api.Test;

class ScoreComparisonTest {

  private static final Prepared<InfarctionProbability> NO_LEADS =
      new Prepared.NotPossible<>("lead V1 is not there");

  private static BeatScore beat(float... probabilities) {
    return new BeatScore(0, 0, probabilities, 0.5);
  }

  private static Prepared<InfarctionProbability> infarction(double probability, double threshold) {
    return new Prepared.Ready<>(new InfarctionProbability(probability, threshold, 0.5));
  }

  private static DfnetScores scores(
      Prepared<InfarctionProbability> infarction, BeatScore... beats) {
    return new DfnetScores(
        new Prepared.Ready<>(List.of(beats)),
        infarction,
        new Prepared.NotPossible<>("no such head"));
  }

  @Test
  void beatsAreComparedByTheirClassAndInfarctionByEachModelsOwnThreshold() {
    DfnetScores one =
        scores(infarction(0.5, 0.4), beat(0.9f, 0, 0.1f, 0, 0), beat(0.6f, 0, 0.4f, 0, 0));
    DfnetScores other =
        scores(infarction(0.5, 0.6), beat(0.7f, 0, 0.3f, 0, 0), beat(0.4f, 0, 0.6f, 0, 0));

    assertThat(ScoreComparison.of(one, other))
        .containsEntry("beat", new Agreement(1, 1))
        .containsEntry("infarction", new Agreement(0, 1));
    assertThat(ScoreComparison.of(one, one)).containsEntry("infarction", new Agreement(1, 0));
  }

  @Test
  void whatOneOfThemDidNotScoreIsLeftOut() {
    assertThat(ScoreComparison.of(scores(NO_LEADS), scores(infarction(0.5, 0.4))))
        .containsOnlyKeys("beat");
  }

  private static AbnormalityProbabilities.Score score(String label, double probability) {
    return new AbnormalityProbabilities.Score(
        new ModelManifest.Abnormality(label, label, null, 0.5, 0.6, true), probability);
  }

  private static DfnetScores abnormal(AbnormalityProbabilities.Score... scores) {
    return new DfnetScores(
        new Prepared.NotPossible<>("too few beats"),
        NO_LEADS,
        new Prepared.Ready<>(new AbnormalityProbabilities(List.of(scores), 0.5)));
  }

  @Test
  void abnormalitiesAreComparedLabelByLabelAsFarAsBothHaveThem() {
    DfnetScores one = abnormal(score("CD", 0.9), score("HYP", 0.2), score("STTC", 0.8));
    DfnetScores other = abnormal(score("HYP", 0.7), score("CD", 0.6), score("RHYTHM", 0.8));

    assertThat(ScoreComparison.of(one, other))
        .containsExactly(entry("abnormality", new Agreement(1, 1)));
  }
}
