package org.einthoven.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The trunk that all tasks share. It encodes each lead by itself, with the same weights for every
 * lead and task (only the batch normalisation is each task's own, since beats and median beats are
 * distributed differently): depthwise-separable convolutions at kernel widths 3, 7 and 15 with
 * squeeze-and-excitation.
 */
final class SharedTrunk {

  private static final int[] KERNELS = {3, 7, 15};

  private SharedTrunk() {}

  /**
   * Encodes the leads of a task.
   *
   * @param leadRows [rows × leads][2][90]: a lead, and what it is to be compared with
   * @param leads how many consecutive rows belong together
   * @return [rows][{@link Embedding#SIZE}]
   */
  static <T> T encode(Graph<T> g, String task, T leadRows, int leads) {
    int narrow = g.variant().trunk(16);
    int middle = g.variant().trunk(24);
    int wide = g.variant().trunk(32);
    T x = g.convolution("shared.stem", leadRows, 2, narrow, 7, 2, 1);
    x = g.relu(g.batchNorm("shared.stem.norm." + task, x, narrow));
    x = separable(g, "shared.1", task, x, narrow, narrow, 1);
    x = separable(g, "shared.2", task, x, narrow, middle, 2);
    x = separable(g, "shared.3", task, x, middle, wide, 2);
    x = g.convolution("shared.narrow", x, wide, Embedding.CHANNELS, 1, 1, 1);
    x = g.relu(g.batchNorm("shared.narrow.norm." + task, x, Embedding.CHANNELS));
    T together = g.reshape(x, leads * Embedding.CHANNELS, Embedding.TIME);
    return Embedding.of(g, task + ".shared", together, leads * Embedding.CHANNELS);
  }

  private static <T> T separable(
      Graph<T> g, String name, String task, T x, int in, int out, int stride) {
    List<T> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < KERNELS.length; i++) {
      int count = i < KERNELS.length - 1 ? in / KERNELS.length : in - from;
      T part = g.channels(x, from, count);
      String kernel = name + ".depth" + KERNELS[i];
      parts.add(g.convolution(kernel, part, count, count, KERNELS[i], stride, count));
      from += count;
    }
    T y = g.relu(g.batchNorm(name + ".depth.norm." + task, g.join(parts), in));
    y = g.convolution(name + ".point", y, in, out, 1, 1, 1);
    y = g.batchNorm(name + ".point.norm." + task, y, out);
    T squeezed = g.relu(g.dense(name + ".squeeze", g.meanOverTime(y), out, out / 4));
    T excited = g.sigmoid(g.dense(name + ".excite", squeezed, out / 4, out));
    y = g.scaleChannels(y, excited, out);
    if (in == out && stride == 1) {
      y = g.add(y, x);
    }
    return g.relu(y);
  }
}
