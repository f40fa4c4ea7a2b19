package org.einthoven.training.network;

/** What the shared trunk and each private path end in: a few channels over time, side by side. */
final class Embedding {

  static final int CHANNELS = 8;
  static final int TIME = 12;

  /** How many numbers it has. */
  static final int SIZE = CHANNELS * TIME;

  private Embedding() {}

  /** A signal of {@link #TIME} steps, narrowed to {@link #CHANNELS}: [rows][{@link #SIZE}]. */
  static <T> T of(Graph<T> g, String name, T signal, int channels) {
    T narrow = g.convolution(name + ".embed", signal, channels, CHANNELS, 1, 1, 1);
    T y = g.relu(g.batchNorm(name + ".embed.norm", narrow, CHANNELS));
    return g.reshape(y, SIZE);
  }
}
