package org.einthoven.training.paper;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.network.Graph;

/**
 * The beat head of DFNet made for the paper's protocol. As in the head that ships, a shared path of
 * depthwise-separable convolutions at several kernel widths with squeeze-and-excitation encodes
 * each lead by itself with the same weights, a private path sees the leads together, and a gate
 * weighs the one against the other beat by beat.
 *
 * <p>Two things differ. The private path is dense: beats are aligned at their R peak, and where
 * patients are known a template for each stretch of time learns more from a second of computing
 * than a convolution. And beats come in strips of consecutive ones: depthwise convolutions run
 * along the strip, over the embeddings of the beats, so that a beat is judged beside its {@value
 * #REACH} neighbours on either side.
 */
final class PaperNetwork {

  /** Constants that standardise the features. */
  static final String FEATURES = "paper.features";

  /** How many neighbours on either side a beat is judged by. */
  static final int REACH = 15;

  private static final int[] KERNELS = {3, 5, 7};
  private static final int STRIP_KERNEL = 7;
  private static final int[] STRIP_DILATIONS = {1, 3, 1};
  private static final int OWN = 64;
  private static final int RHYTHM = 32;
  private static final int EMBEDDING = 48;
  private static final int STEM = 6;
  private static final int SEPARABLE = 16;
  private static final int NARROW = 8;
  private static final int LEADS = 2;

  /** Steps that the shared path leaves of {@value PaperBatches#SLOW_SAMPLES}: by 6. */
  private static final int SHARED_TIME = 8;

  private PaperNetwork() {}

  /**
   * What the network answers.
   *
   * @param logits [beats][classes]
   * @param sharedShare the gate's weight of the shared features, [beats][1]
   */
  record Answer<T>(T logits, T sharedShare) {}

  /**
   * Judges strips of beats.
   *
   * @param slow [strips × beats][4][{@value PaperBatches#SLOW_SAMPLES}]
   * @param aligned [strips × beats][{@value PaperBatches#ALIGNED}]
   * @param features [strips × beats][features]
   * @param beats how many consecutive rows are a strip
   * @param neighbours whether a beat is judged beside the others of its strip
   * @param dropout share of values dropped in training
   */
  static <T> Answer<T> answer(
      Graph<T> g, T slow, T aligned, T features, int beats, boolean neighbours, double dropout) {
    T shared = shared(g, slow);
    T own =
        norm(g, "paper.own.norm", g.dense("paper.own", aligned, PaperBatches.ALIGNED, OWN), OWN);
    T gate = g.sigmoid(g.dense("paper.gate", g.join(List.of(shared, own)), 2 * OWN, 1));
    T standard = g.standardise(FEATURES, features, BeatPreparation.FEATURES);
    T rhythm = g.relu(g.dense("paper.rhythm", standard, BeatPreparation.FEATURES, RHYTHM));
    T joined = g.dropout(g.join(List.of(g.mix(shared, own, gate), rhythm)), dropout);
    T x = g.relu(g.dense("paper.hidden", joined, OWN + RHYTHM, EMBEDDING));
    for (int i = 0; neighbours && i < STRIP_DILATIONS.length; i++) {
      String name = "paper.strip" + (i + 1);
      T strips = g.swap(g.reshape(x, beats, EMBEDDING));
      T along = g.dilated(name + ".depth", strips, EMBEDDING, STRIP_KERNEL, STRIP_DILATIONS[i]);
      T rows = g.reshape(g.swap(along), EMBEDDING);
      x = g.add(x, g.relu(g.dense(name + ".point", rows, EMBEDDING, EMBEDDING)));
    }
    int classes = BeatClass.values().length;
    return new Answer<>(g.dense("paper.out", g.dropout(x, dropout), EMBEDDING, classes), gate);
  }

  private static <T> T shared(Graph<T> g, T slow) {
    int samples = PaperBatches.SLOW_SAMPLES;
    T lead = g.reshape(g.channels(slow, 0, LEADS), 1, samples);
    T difference = g.reshape(g.channels(slow, LEADS, LEADS), 1, samples);
    T x = g.convolution("paper.shared.stem", g.join(List.of(lead, difference)), 2, STEM, 7, 6, 1);
    x = g.relu(g.batchNorm("paper.shared.stem.norm", x, STEM));
    x = separable(g, "paper.shared.1", x, STEM, SEPARABLE);
    x = g.convolution("paper.shared.narrow", x, SEPARABLE, NARROW, 1, 1, 1);
    x = g.relu(g.batchNorm("paper.shared.narrow.norm", x, NARROW));
    int size = LEADS * NARROW * SHARED_TIME;
    return g.relu(g.dense("paper.shared.embed", g.reshape(x, size), size, OWN));
  }

  private static <T> T separable(Graph<T> g, String name, T x, int in, int out) {
    List<T> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < KERNELS.length; i++) {
      int count = i < KERNELS.length - 1 ? in / KERNELS.length : in - from;
      T part = g.channels(x, from, count);
      parts.add(
          g.convolution(name + ".depth" + KERNELS[i], part, count, count, KERNELS[i], 1, count));
      from += count;
    }
    T y = g.convolution(name + ".point", g.join(parts), in, out, 1, 1, 1);
    y = g.batchNorm(name + ".point.norm", y, out);
    T squeezed = g.relu(g.dense(name + ".squeeze", g.meanOverTime(y), out, out / 4));
    T excited = g.sigmoid(g.dense(name + ".excite", squeezed, out / 4, out));
    return g.relu(g.scaleChannels(y, excited, out));
  }

  /** Batch normalisation of a vector's columns, and ReLU. */
  private static <T> T norm(Graph<T> g, String name, T vector, int columns) {
    T signal = g.reshape(vector, columns, 1);
    return g.relu(g.reshape(g.batchNorm(name, signal, columns), columns));
  }
}
