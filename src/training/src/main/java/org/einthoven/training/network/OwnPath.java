package org.einthoven.training.network;

import java.util.Arrays;

/** The private path of a task: plain convolutions that see the task's leads together. */
final class OwnPath {

  private OwnPath() {}

  /**
   * Encodes a task's signal.
   *
   * @param signal [rows][channels][90]
   * @param shipped channels after each of the four convolutions in the network that ships
   * @return [rows][{@link Embedding#SIZE}]
   */
  static <T> T encode(Graph<T> g, String task, T signal, int channels, int[] shipped) {
    String name = task + ".own.";
    int[] widths = Arrays.stream(shipped).map(g.variant()::own).toArray();
    T x = block(g, name + "1", signal, channels, widths[0], 7, 2);
    x = block(g, name + "2", x, widths[0], widths[1], 5, 1);
    x = block(g, name + "3", x, widths[1], widths[2], 5, 2);
    x = block(g, name + "4", x, widths[2], widths[3], 5, 2);
    return Embedding.of(g, task + ".own", x, widths[3]);
  }

  private static <T> T block(
      Graph<T> g, String name, T x, int in, int out, int kernel, int stride) {
    T y = g.convolution(name, x, in, out, kernel, stride, 1);
    return g.relu(g.batchNorm(name + ".norm", y, out));
  }
}
