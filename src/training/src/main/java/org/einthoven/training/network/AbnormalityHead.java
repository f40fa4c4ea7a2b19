package org.einthoven.training.network;

/**
 * Abnormalities that do not exclude one another, from the median beats of twelve leads; and, while
 * it learns, the single statements of the data set, which do not ship.
 */
final class AbnormalityHead {

  private static final String TASK = "abnormality";
  private static final int HIDDEN = 24;

  private AbnormalityHead() {}

  static <T> TaskFeatures<T> features(Graph<T> g, MedianBeatViews<T> views) {
    return views.of(g, TASK);
  }

  /** The part that every answer is made from, a row for each recording. */
  static <T> T hidden(Graph<T> g, TaskFeatures<T> features) {
    T mixed = g.dropout(features.mixed(), Dfnet.DROPOUT);
    T hidden = g.relu(g.dense("abnormality.hidden", mixed, Embedding.SIZE, width(g)));
    return g.dropout(hidden, Dfnet.DROPOUT);
  }

  static <T> T logits(Graph<T> g, T hidden, int labels) {
    return g.dense("abnormality.out", hidden, width(g), labels);
  }

  static <T> T auxiliaryLogits(Graph<T> g, T hidden, int statements) {
    return g.dense(Dfnet.AUXILIARY, hidden, width(g), statements);
  }

  private static int width(Graph<?> g) {
    return g.variant().head(HIDDEN);
  }
}
