package org.einthoven.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inputs of a model and what it must answer; made of synthetic beats.
 *
 * @param beats how many beats
 * @param recordings how many median beats
 * @param windows [beats][4][90]
 * @param features [beats][features]
 * @param medianBeats [recordings][12][90]
 * @param beatProbabilities [beats][5]
 * @param beatSharedShares [beats]
 * @param infarctionProbabilities [recordings]
 * @param infarctionSharedShares [recordings]
 * @param abnormalityProbabilities [recordings][abnormalities], null where the model has no such
 *     head
 * @param abnormalitySharedShares [recordings], null likewise
 * @param rhythmBeats [stretches][2][90], null where the model has no fibrillation head; likewise
 *     the following ones
 * @param rhythmFeatures [stretches][rhythm features]
 * @param fibrillationProbabilities [stretches]
 * @param fibrillationSharedShares [stretches]
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoldenVectors(
    int beats,
    int recordings,
    float[] windows,
    float[] features,
    float[] medianBeats,
    float[] beatProbabilities,
    float[] beatSharedShares,
    float[] infarctionProbabilities,
    float[] infarctionSharedShares,
    float @Nullable [] abnormalityProbabilities,
    float @Nullable [] abnormalitySharedShares,
    float @Nullable [] rhythmBeats,
    float @Nullable [] rhythmFeatures,
    float @Nullable [] fibrillationProbabilities,
    float @Nullable [] fibrillationSharedShares) {

  /** The name of the file that holds them. */
  public static final String FILE = "golden.json";

  /** How far an answer may lie from the golden one. */
  public static final float TOLERANCE = 1e-4f;

  /** What goes into the graph, by the names of its inputs. */
  Map<String, float[]> inputs() {
    Map<String, float[]> inputs = new LinkedHashMap<>();
    inputs.put(DfnetSession.WINDOWS, windows);
    inputs.put(DfnetSession.FEATURES, features);
    inputs.put(DfnetSession.MEDIAN_BEATS, medianBeats);
    if (rhythmBeats != null && rhythmFeatures != null) {
      inputs.put(DfnetSession.RHYTHM_BEATS, rhythmBeats);
      inputs.put(DfnetSession.RHYTHM_FEATURES, rhythmFeatures);
    }
    return inputs;
  }

  /** What comes out of it, by the names of its outputs. */
  Map<String, float[]> outputs() {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    outputs.put(DfnetSession.BEAT_PROBABILITIES, beatProbabilities);
    outputs.put(DfnetSession.BEAT_SHARED_SHARE, beatSharedShares);
    outputs.put(DfnetSession.INFARCTION_PROBABILITY, infarctionProbabilities);
    outputs.put(DfnetSession.INFARCTION_SHARED_SHARE, infarctionSharedShares);
    if (abnormalityProbabilities != null && abnormalitySharedShares != null) {
      outputs.put(DfnetSession.ABNORMALITY_PROBABILITIES, abnormalityProbabilities);
      outputs.put(DfnetSession.ABNORMALITY_SHARED_SHARE, abnormalitySharedShares);
    }
    if (fibrillationProbabilities != null && fibrillationSharedShares != null) {
      outputs.put(DfnetSession.FIBRILLATION_PROBABILITY, fibrillationProbabilities);
      outputs.put(DfnetSession.FIBRILLATION_SHARED_SHARE, fibrillationSharedShares);
    }
    return outputs;
  }
}
