package org.einthoven.training.network;

import java.util.List;

/** The gate of a task: how much of the shared and how much of the private features it takes. */
final class Gate {

  private Gate() {}

  /**
   * The weight of the shared features, [rows][1], made from both.
   *
   * @param shared [rows][{@link Embedding#SIZE}]
   * @param own [rows][{@link Embedding#SIZE}]
   */
  static <T> T share(Graph<T> g, String task, T shared, T own) {
    T both = g.join(List.of(shared, own));
    return g.sigmoid(g.dense(task + ".gate", both, 2 * Embedding.SIZE, 1));
  }
}
