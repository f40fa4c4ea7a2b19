package org.einthoven.training.network;

import java.util.List;

/**
 * The network of the beat generator: a one-dimensional U-Net (Ronneberger et al. 2015; Ho, Jain,
 * Abbeel 2020) with a gated recurrent unit at its bottleneck, as in "GRU embedded in a diffusion
 * model" of Xu, Lu, Yang, Zhou (arXiv 2511.14104, 2025), whose blocks are not public.
 *
 * <p>It reads a noisy beat together with the usual beat of the same patient, and answers the
 * velocity of the diffusion (Salimans, Ho 2022).
 */
public final class Denoiser {

  /** Leads of a beat. */
  public static final int LEADS = 2;

  /** Samples of a beat, three of them before and three after the model's window. */
  public static final int SAMPLES = 96;

  private static final int WAVES = 32;
  private static final float FASTEST_WAVE = 30;
  private static final int GROUPS = 8;

  private Denoiser() {}

  /**
   * How large it is.
   *
   * @param coarse channels at a quarter of the samples, a multiple of 8
   * @param narrow channels at an eighth of the samples, a multiple of 8
   * @param embedding columns of the embedding of time and class
   * @param recurrent hidden columns of the recurrent unit; 0 puts convolutions in its place
   * @param bothWays whether the recurrent unit runs from both ends
   */
  public record Shape(int coarse, int narrow, int embedding, int recurrent, boolean bothWays) {

    /** Checks the widths. */
    public Shape {
      if (coarse % GROUPS != 0 || narrow % GROUPS != 0) {
        throw new IllegalArgumentException("the widths are multiples of " + GROUPS);
      }
    }
  }

  /**
   * The velocity.
   *
   * @param noisy [rows][2][96]
   * @param usual the patient's usual beat, [rows][2][96]; zeros where it is not known
   * @param time how far the beat has become noise, 0 to 1, [rows][1]
   * @param beatClass 1 at the class, [rows][classes]; zeros where it is not known
   */
  public static <T> T velocity(
      Graph<T> g, Shape shape, T noisy, T usual, T time, T beatClass, int classes) {
    int coarse = shape.coarse();
    int narrow = shape.narrow();
    Blocks<T> blocks = new Blocks<>(g, shape, embedding(g, shape, time, beatClass, classes));
    T input = g.join(List.of(noisy, usual));
    T quarter = g.convolution("stem", input, 2 * LEADS, coarse, 9, 4, 1);
    quarter = blocks.residual("down1", quarter, coarse, 5);
    T eighth = g.convolution("narrow", quarter, coarse, narrow, 5, 2, 1);
    eighth = blocks.residual("down2", eighth, narrow, 3);
    eighth = blocks.bottleneck(eighth, narrow);
    eighth = blocks.residual("up2", eighth, narrow, 3);
    quarter = g.add(quarter, g.widen("widen1", eighth, narrow, coarse, 2));
    quarter = blocks.residual("up1", quarter, coarse, 5);
    int last = 2 * GROUPS;
    T fine = g.convolution("fine", input, 2 * LEADS, last, 5, 1, 1);
    T full = g.add(fine, g.widen("widen0", quarter, coarse, last, 4));
    full = g.silu(blocks.normal("last.norm", full, last));
    return g.convolution("last", full, last, LEADS, 5, 1, 1);
  }

  private static <T> T embedding(Graph<T> g, Shape shape, T time, T beatClass, int classes) {
    T waves = g.sine(g.dense("time.waves", g.multiply(time, FASTEST_WAVE), 1, WAVES));
    T moment =
        g.dense("time", g.silu(g.dense("time.in", waves, WAVES, WAVES)), WAVES, shape.embedding());
    return g.silu(g.add(moment, g.dense("class", beatClass, classes, shape.embedding())));
  }

  /** What the levels are made of; all are told of time and class. */
  private record Blocks<T>(Graph<T> g, Shape shape, T embedding) {

    T normal(String name, T x, int channels) {
      return g.groupNorm(name, x, channels, GROUPS);
    }

    T residual(String name, T x, int channels, int kernel) {
      T shift = g.dense(name + ".embedding", embedding, shape.embedding(), channels);
      T y = g.silu(g.shiftChannels(normal(name + ".norm", x, channels), shift, channels));
      return g.add(x, g.convolution(name, y, channels, channels, kernel, 1, 1));
    }

    T bottleneck(T x, int channels) {
      if (shape.recurrent() == 0) {
        return residual("middle", x, channels, 5);
      }
      int hidden = shape.recurrent();
      T states = g.gru("gru", normal("gru.norm", x, channels), channels, hidden, shape.bothWays());
      int columns = shape.bothWays() ? 2 * hidden : hidden;
      return g.add(x, g.convolution("gru.out", states, columns, channels, 1, 1, 1));
    }
  }
}
