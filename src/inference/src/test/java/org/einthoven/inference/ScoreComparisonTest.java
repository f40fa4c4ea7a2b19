package org.einthoven.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.rhythm.RhythmWindow;
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

  private static DfnetAnswers scores(
      Prepared<InfarctionProbability> infarction, BeatScore... beats) {
    return answers(
        new DfnetScores(
            new Prepared.Ready<>(List.of(beats)),
            infarction,
            new Prepared.NotPossible<>("no such head")));
  }

  private static DfnetAnswers answers(DfnetScores scores) {
    return new DfnetAnswers(scores, new Prepared.NotPossible<>("no such head"));
  }

  @Test
  void beatsAreComparedByTheirClassAndInfarctionByEachModelsOwnThreshold() {
    DfnetAnswers one =
        scores(infarction(0.5, 0.4), beat(0.9f, 0, 0.1f, 0, 0), beat(0.6f, 0, 0.4f, 0, 0));
    DfnetAnswers other =
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

  private static DfnetAnswers abnormal(AbnormalityProbabilities.Score... scores) {
    return answers(
        new DfnetScores(
            new Prepared.NotPossible<>("too few beats"),
            NO_LEADS,
            new Prepared.Ready<>(new AbnormalityProbabilities(List.of(scores), 0.5))));
  }

  @Test
  void abnormalitiesAreComparedLabelByLabelAsFarAsBothHaveThem() {
    DfnetAnswers one = abnormal(score("CD", 0.9), score("HYP", 0.2), score("STTC", 0.8));
    DfnetAnswers other = abnormal(score("HYP", 0.7), score("CD", 0.6), score("RHYTHM", 0.8));

    assertThat(ScoreComparison.of(one, other))
        .containsExactly(entry("abnormality", new Agreement(1, 1)));
  }

  private static DfnetAnswers fibrillation(double threshold, double... probabilities) {
    List<FibrillationScores.Window> windows =
        Arrays.stream(probabilities)
            .mapToObj(
                probability ->
                    new FibrillationScores.Window(
                        new RhythmWindow(0, 10, 12, new float[0], new float[0]), probability, 0.5))
            .toList();
    return new DfnetAnswers(
        new DfnetScores(
            new Prepared.NotPossible<>("too few beats"),
            NO_LEADS,
            new Prepared.NotPossible<>("no such head")),
        new Prepared.Ready<>(new FibrillationScores(Lead.II, 3, threshold, windows)));
  }

  @Test
  void fibrillationIsComparedStretchByStretch() {
    assertThat(
            ScoreComparison.of(fibrillation(0.5, 0.9, 0.1, 0.6), fibrillation(0.7, 0.8, 0.2, 0.6)))
        .containsExactly(entry("fibrillation", new Agreement(2, 1)));
  }
}
