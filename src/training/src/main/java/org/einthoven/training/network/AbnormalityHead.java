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
    return TaskFeatures.of(g, TASK, views::shared, views::own);
  }

  /** The part that every answer is made from, [recordings][columns]. */
  static <T> T hidden(Graph<T> g, TaskFeatures<T> median) {
    T mixed = g.dropout(median.mixed(), Dfnet.DROPOUT);
    T hidden =
        g.relu(g.dense("abnormality.hidden", mixed, Embedding.SIZE, g.variant().head(HIDDEN)));
    return g.dropout(hidden, Dfnet.DROPOUT);
  }

  static <T> T logits(Graph<T> g, T hidden, int labels) {
    return g.dense("abnormality.out", hidden, g.variant().head(HIDDEN), labels);
  }

  static <T> T auxiliaryLogits(Graph<T> g, T hidden, int statements) {
    return g.dense(Dfnet.AUXILIARY, hidden, g.variant().head(HIDDEN), statements);
  }
}
