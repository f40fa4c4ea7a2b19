package org.einthoven.training.network;

/** Myocardial infarction, from the median beats of twelve leads. */
final class InfarctionHead {

  private static final String TASK = "infarction";
  private static final int HIDDEN = 48;

  private InfarctionHead() {}

  static <T> Dfnet.Head<T> answer(Graph<T> g, MedianBeatViews<T> views) {
    TaskFeatures<T> features = views.of(g, TASK);
    int width = g.variant().head(HIDDEN);
    T mixed = g.dropout(features.mixed(), Dfnet.DROPOUT);
    T hidden = g.relu(g.dense("infarction.hidden", mixed, Embedding.SIZE, width));
    T logits = g.dense("infarction.out", g.dropout(hidden, Dfnet.DROPOUT), width, 1);
    return new Dfnet.Head<>(g.offset(Dfnet.INFARCTION_OFFSET, logits, 1), features.sharedShare());
  }
}
