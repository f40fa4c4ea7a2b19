package org.einthoven.training.network;

import java.util.function.Supplier;

/**
 * What a head makes its answer of: the features of the shared trunk and of the task's private path,
 * mixed by the task's gate; or one of the two alone, where an ablation leaves the other out.
 *
 * @param mixed [rows][{@link Embedding#SIZE}]
 * @param sharedShare the weight of the shared features, [rows][1]; without a gate there is none and
 *     zeros stand here
 */
record TaskFeatures<T>(T mixed, T sharedShare) {

  /**
   * The features of a task.
   *
   * @param shared encodes it in the trunk
   * @param own encodes it in the private path
   */
  static <T> TaskFeatures<T> of(Graph<T> g, String task, Supplier<T> shared, Supplier<T> own) {
    return switch (g.variant().sharing()) {
      case SINGLE -> alone(g, own.get());
      case SHARED -> alone(g, shared.get());
      case GATED -> {
        T one = shared.get();
        T other = own.get();
        T gate = Gate.share(g, task, one, other);
        yield new TaskFeatures<>(g.mix(one, other, gate), gate);
      }
    };
  }

  private static <T> TaskFeatures<T> alone(Graph<T> g, T features) {
    return new TaskFeatures<>(features, g.multiply(g.channels(features, 0, 1), 0));
  }
}
