package org.einthoven.training.network;

/**
 * A reconstruction of the multi-task DFNet (Xu, Lu, Yang, Zhou: arXiv 2511.14104, 2025), whose
 * blocks are not public.
 *
 * <p>A trunk that all tasks share encodes each lead by itself ({@link SharedTrunk}). Each task has
 * a small private path that sees its leads together ({@link OwnPath}). A gate of each task weighs,
 * row by row, the shared against the private features ({@link Gate}); its weight is an output.
 */
public final class Dfnet {

  /** Names of the weights that are set, not trained. */
  public static final String BEAT_FEATURES = "beat.features";

  public static final String BEAT_OFFSET = "beat.offset";
  public static final String INFARCTION_OFFSET = "infarction.offset";
  public static final String FIBRILLATION_FEATURES = "fibrillation.features";

  static final double DROPOUT = 0.2;

  private Dfnet() {}

  /**
   * What a head answers.
   *
   * @param logits before softmax or sigmoid
   * @param sharedShare the gate's weight of the shared features, [rows][1]
   */
  public record Head<T>(T logits, T sharedShare) {}

  /**
   * The beat head.
   *
   * @param windows [beats][4][90]
   * @param features [beats][features]
   */
  public static <T> Head<T> beats(Graph<T> g, T windows, T features) {
    return BeatHead.answer(g, windows, features);
  }

  /**
   * The infarction head.
   *
   * @param medianBeats [recordings][12][90] in millivolts
   */
  public static <T> Head<T> infarction(Graph<T> g, T medianBeats) {
    return InfarctionHead.answer(g, medianBeats);
  }

  /**
   * The fibrillation head.
   *
   * @param beats [stretches][2][90]: the median beat of a lead and the spread around it
   * @param features [stretches][features]
   */
  public static <T> Head<T> fibrillation(Graph<T> g, T beats, T features) {
    return FibrillationHead.answer(g, beats, features);
  }
}
