package org.einthoven.training.network;

/** Myocardial infarction, from the median beats of twelve leads. */
final class InfarctionHead {

  private static final String TASK = "infarction";
  private static final int HIDDEN = 24;

  private InfarctionHead() {}

  static <T> Dfnet.Head<T> answer(Graph<T> g, MedianBeatViews<T> views) {
    T gate = Gate.share(g, TASK, views.shared(), views.own());
    T mixed = g.dropout(g.mix(views.shared(), views.own(), gate), Dfnet.DROPOUT);
    T hidden = g.relu(g.dense("infarction.hidden", mixed, Embedding.SIZE, HIDDEN));
    T logits = g.dense("infarction.out", g.dropout(hidden, Dfnet.DROPOUT), HIDDEN, 1);
    return new Dfnet.Head<>(g.offset(Dfnet.INFARCTION_OFFSET, logits, 1), gate);
  }
}
