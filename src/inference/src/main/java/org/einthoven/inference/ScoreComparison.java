package org.einthoven.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.ecg.beat.Prepared;

/**
 * In how much two models that scored the same recording agree, head by head: a beat is the same
 * when both give it the same class, an infarction when both state it or neither does, each by its
 * own threshold. A head that one of them has not, or that could not be scored, is left out.
 */
public final class ScoreComparison {

  /** The beat head. */
  public static final String BEAT = "beat";

  /** The infarction head. */
  public static final String INFARCTION = "infarction";

  /** The head of other abnormalities. */
  public static final String ABNORMALITY = "abnormality";

  /** The head of atrial fibrillation. */
  public static final String FIBRILLATION = "fibrillation";

  private ScoreComparison() {}

  /**
   * How many answers of a head were the same and how many were not.
   *
   * @param same beats of the same class, or findings that both make or neither (of fibrillation: in
   *     a stretch)
   * @param different the others
   */
  public record Agreement(int same, int different) {

    private static Agreement of(boolean same) {
      return new Agreement(same ? 1 : 0, same ? 0 : 1);
    }
  }

  /**
   * Compares answers to the same inputs.
   *
   * @return the agreement by head
   */
  public static Map<String, Agreement> of(DfnetAnswers one, DfnetAnswers other) {
    Map<String, Agreement> agreements = ofRecording(one.recording(), other.recording());
    if (one.fibrillation() instanceof Prepared.Ready<FibrillationScores> scores
        && other.fibrillation() instanceof Prepared.Ready<FibrillationScores> others) {
      agreements.put(FIBRILLATION, stretches(scores.input(), others.input()));
    }
    return agreements;
  }

  private static Agreement stretches(FibrillationScores scores, FibrillationScores others) {
    int same = 0;
    int all = scores.windows().size();
    for (int i = 0; i < all; i++) {
      boolean found = scores.windows().get(i).probability() >= scores.threshold();
      boolean foundToo = others.windows().get(i).probability() >= others.threshold();
      same += found == foundToo ? 1 : 0;
    }
    return new Agreement(same, all - same);
  }

  private static Map<String, Agreement> ofRecording(DfnetScores one, DfnetScores other) {
    Map<String, Agreement> agreements = new LinkedHashMap<>();
    if (one.beats() instanceof Prepared.Ready<List<BeatScore>> beats
        && other.beats() instanceof Prepared.Ready<List<BeatScore>> others) {
      agreements.put(BEAT, beats(beats.input(), others.input()));
    }
    if (one.infarction() instanceof Prepared.Ready<InfarctionProbability> score
        && other.infarction() instanceof Prepared.Ready<InfarctionProbability> another) {
      agreements.put(
          INFARCTION, Agreement.of(isStated(score.input()) == isStated(another.input())));
    }
    if (one.abnormalities() instanceof Prepared.Ready<AbnormalityProbabilities> scores
        && other.abnormalities() instanceof Prepared.Ready<AbnormalityProbabilities> others) {
      agreements.put(ABNORMALITY, labels(stated(scores.input()), stated(others.input())));
    }
    return agreements;
  }

  /** By label whether its score reaches the model's own threshold. */
  private static Map<String, Boolean> stated(AbnormalityProbabilities scores) {
    Map<String, Boolean> stated = new LinkedHashMap<>();
    for (AbnormalityProbabilities.Score score : scores.scores()) {
      stated.put(score.label().label(), score.probability() >= score.label().threshold());
    }
    return stated;
  }

  private static Agreement labels(Map<String, Boolean> stated, Map<String, Boolean> others) {
    int same = 0;
    int different = 0;
    for (Map.Entry<String, Boolean> label : stated.entrySet()) {
      Boolean other = others.get(label.getKey());
      if (other != null) {
        same += other.equals(label.getValue()) ? 1 : 0;
        different += other.equals(label.getValue()) ? 0 : 1;
      }
    }
    return new Agreement(same, different);
  }

  private static Agreement beats(List<BeatScore> beats, List<BeatScore> others) {
    int same = 0;
    for (int i = 0; i < beats.size(); i++) {
      same += beats.get(i).best() == others.get(i).best() ? 1 : 0;
    }
    return new Agreement(same, beats.size() - same);
  }

  private static boolean isStated(InfarctionProbability score) {
    return score.probability() >= score.threshold();
  }
}
