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

  /** Names of the weights that help to learn and do not ship begin so. */
  public static final String AUXILIARY = "auxiliary";

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
   * What the heads for median beats answer.
   *
   * @param infarction one logit
   * @param abnormalities a logit for each abnormality
   * @param hidden what the abnormalities were made from, for {@link #statements}
   */
  public record MedianBeatHeads<T>(Head<T> infarction, Head<T> abnormalities, T hidden) {}

  /**
   * The heads for median beats.
   *
   * @param medianBeats [recordings][leads][90] in millivolts
   * @param leads twelve in the product; others are for comparison
   * @param abnormalities how many abnormalities there are
   */
  public static <T> MedianBeatHeads<T> medianBeats(
      Graph<T> g, T medianBeats, int leads, int abnormalities) {
    MedianBeatViews<T> views = new MedianBeatViews<>(g, medianBeats, leads);
    TaskFeatures<T> features = AbnormalityHead.features(g, views);
    T hidden = AbnormalityHead.hidden(g, features);
    return new MedianBeatHeads<>(
        InfarctionHead.answer(g, views),
        new Head<>(AbnormalityHead.logits(g, hidden, abnormalities), features.sharedShare()),
        hidden);
  }

  /**
   * A logit for each statement of the data set, from which a network that is being trained learns
   * more than from groups of statements alone.
   *
   * @param hidden of {@link MedianBeatHeads}
   */
  public static <T> T statements(Graph<T> g, T hidden, int statements) {
    return AbnormalityHead.auxiliaryLogits(g, hidden, statements);
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
