package org.einthoven.inference;

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
 */
public record GoldenVectors(
    int beats,
    int recordings,
    float[] windows,
    float[] features,
    float[] medianBeats,
    float[] beatProbabilities,
    float[] beatSharedShares,
    float[] infarctionProbabilities,
    float[] infarctionSharedShares) {

  /** The name of the file that holds them. */
  public static final String FILE = "golden.json";

  /** How far an answer may lie from the golden one. */
  public static final float TOLERANCE = 1e-4f;
}
