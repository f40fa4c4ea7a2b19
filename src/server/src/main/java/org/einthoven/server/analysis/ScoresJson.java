package org.einthoven.server.analysis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.inference.AbnormalityProbabilities;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetAnswers;
import org.einthoven.inference.DfnetScores;
import org.einthoven.inference.FibrillationScores;
import org.einthoven.inference.InfarctionProbability;

/**
 * Scores as a JSON object with a member for each head; what was not scored stands with its reason
 * in {@code notAssessed}. Beats are columns, in order of time, since a long recording has many.
 */
final class ScoresJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double DIGITS = 1e6;

  private ScoresJson() {}

  /**
   * Writes scores.
   *
   * @throws ArithmeticException where one is not a finite number
   */
  static ObjectNode of(DfnetAnswers answers) {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode notAssessed = JSON.createObjectNode();
    DfnetScores scores = answers.recording();
    if (scores.beats() instanceof Prepared.Ready<List<BeatScore>> beats) {
      beats(json.putObject("beats"), beats.input());
    } else if (scores.beats() instanceof Prepared.NotPossible<List<BeatScore>> not) {
      notAssessed.put("beats", not.reason());
    }
    if (scores.infarction() instanceof Prepared.Ready<InfarctionProbability> infarction) {
      json.putObject("infarction")
          .put("probability", rounded(infarction.input().probability()))
          .put("threshold", infarction.input().threshold())
          .put("sharedShare", rounded(infarction.input().sharedShare()));
    } else if (scores.infarction() instanceof Prepared.NotPossible<InfarctionProbability> not) {
      notAssessed.put("infarction", not.reason());
    }
    if (scores.abnormalities() instanceof Prepared.Ready<AbnormalityProbabilities> abnormalities) {
      abnormalities(json.putObject("abnormalities"), abnormalities.input());
    } else if (scores.abnormalities()
        instanceof Prepared.NotPossible<AbnormalityProbabilities> not) {
      notAssessed.put("abnormalities", not.reason());
    }
    if (answers.fibrillation() instanceof Prepared.Ready<FibrillationScores> fibrillation) {
      fibrillation(json.putObject("fibrillation"), fibrillation.input());
    } else if (answers.fibrillation() instanceof Prepared.NotPossible<FibrillationScores> not) {
      notAssessed.put("fibrillation", not.reason());
    }
    json.set("notAssessed", notAssessed);
    return json;
  }

  private static void beats(ObjectNode json, List<BeatScore> beats) {
    ArrayNode seconds = json.putArray("seconds");
    ArrayNode shares = json.putArray("sharedShare");
    ObjectNode probabilities = json.putObject("probabilities");
    for (BeatClass beatClass : BeatClass.values()) {
      ArrayNode column = probabilities.putArray(beatClass.name());
      beats.forEach(beat -> column.add(rounded(beat.probability(beatClass))));
    }
    for (BeatScore beat : beats) {
      seconds.add(rounded(beat.seconds()));
      shares.add(rounded(beat.sharedShare()));
    }
  }

  private static void abnormalities(ObjectNode json, AbnormalityProbabilities scores) {
    ObjectNode labels = json.putObject("labels");
    for (AbnormalityProbabilities.Score score : scores.scores()) {
      labels
          .putObject(score.label().label())
          .put("probability", rounded(score.probability()))
          .put("threshold", score.label().threshold());
    }
    json.put("sharedShare", rounded(scores.sharedShare()));
  }

  private static void fibrillation(ObjectNode json, FibrillationScores scores) {
    json.put("lead", scores.lead().label()).put("threshold", scores.threshold());
    ArrayNode from = json.putArray("fromSeconds");
    ArrayNode probabilities = json.putArray("probability");
    ArrayNode shares = json.putArray("sharedShare");
    for (FibrillationScores.Window window : scores.windows()) {
      from.add(rounded(window.input().fromSeconds()));
      probabilities.add(rounded(window.probability()));
      shares.add(rounded(window.sharedShare()));
    }
  }

  private static double rounded(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("a score is no finite number");
    }
    return Math.rint(value * DIGITS) / DIGITS;
  }
}
