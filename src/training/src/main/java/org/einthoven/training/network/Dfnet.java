package org.einthoven.training.network;

import static org.einthoven.ecg.beat.BeatPreparation.CHANNELS;
import static org.einthoven.ecg.beat.BeatPreparation.FEATURES;
import static org.einthoven.ecg.beat.BeatPreparation.TWELVE;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;

/**
 * A reconstruction of the multi-task DFNet (Xu, Lu, Yang, Zhou: arXiv 2511.14104, 2025), whose
 * blocks are not public.
 *
 * <p>A trunk that both tasks share encodes each lead by itself, with the same weights for every
 * lead and task (only the batch normalisation is each task's own, since beats and median beats are
 * distributed differently): depthwise-separable convolutions at kernel widths 3, 7 and 15 with
 * squeeze-and-excitation. Each task has a small private path that sees its leads together. A gate
 * of each task weighs, beat by beat, the shared against the private features; its weight is an
 * output.
 */
public final class Dfnet {

  /** Names of the weights that are set, not trained. */
  public static final String BEAT_FEATURES = "beat.features";

  public static final String BEAT_OFFSET = "beat.offset";
  public static final String INFARCTION_OFFSET = "infarction.offset";

  private static final int EMBEDDING_CHANNELS = 8;
  private static final int EMBEDDING_TIME = 12;
  private static final int EMBEDDING = EMBEDDING_CHANNELS * EMBEDDING_TIME;
  private static final int FEATURE_COLUMNS = 24;
  private static final int HIDDEN = 48;
  private static final double DROPOUT = 0.2;
  private static final int[] KERNELS = {3, 7, 15};

  private Dfnet() {}

  /**
   * What a head answers.
   *
   * @param logits before softmax or sigmoid
   * @param sharedShare the gate's weight of the shared features, [rows][1]
   */
  public record Head<T>(T logits, T sharedShare) {}

  /**
   * The beat head.
   *
   * @param windows [beats][4][90]
   * @param features [beats][features]
   */
  public static <T> Head<T> beats(Graph<T> g, T windows, T features) {
    T lead = g.reshape(g.channels(windows, 0, 2), 1, WINDOW_SAMPLES);
    T difference = g.reshape(g.channels(windows, 2, 2), 1, WINDOW_SAMPLES);
    T shared = shared(g, "beat", g.join(List.of(lead, difference)), 2);
    T own = own(g, "beat", windows, CHANNELS, new int[] {16, 16, 24, 32});
    T gate = gate(g, "beat", shared, own);
    T standard = g.standardise(BEAT_FEATURES, features, FEATURES);
    T rhythm = g.relu(g.dense("beat.rhythm", standard, FEATURES, FEATURE_COLUMNS));
    T joined = g.dropout(g.join(List.of(g.mix(shared, own, gate), rhythm)), DROPOUT);
    T hidden = g.relu(g.dense("beat.hidden", joined, EMBEDDING + FEATURE_COLUMNS, HIDDEN));
    int classes = BeatClass.values().length;
    T logits = g.dense("beat.out", g.dropout(hidden, DROPOUT), HIDDEN, classes);
    return new Head<>(g.offset(BEAT_OFFSET, logits, classes), gate);
  }

  /**
   * The infarction head.
   *
   * @param medianBeats [recordings][12][90] in millivolts
   */
  public static <T> Head<T> infarction(Graph<T> g, T medianBeats) {
    T scaled = g.multiply(medianBeats, 2);
    T lead = g.reshape(scaled, 1, WINDOW_SAMPLES);
    // A median beat does not differ from itself: the channel that holds the difference is zero.
    T pair = g.join(List.of(lead, g.multiply(lead, 0)));
    T shared = shared(g, "infarction", pair, TWELVE);
    T own = own(g, "infarction", scaled, TWELVE, new int[] {24, 24, 32, 40});
    T gate = gate(g, "infarction", shared, own);
    T mixed = g.dropout(g.mix(shared, own, gate), DROPOUT);
    T hidden = g.relu(g.dense("infarction.hidden", mixed, EMBEDDING, HIDDEN));
    T logits = g.dense("infarction.out", g.dropout(hidden, DROPOUT), HIDDEN, 1);
    return new Head<>(g.offset(INFARCTION_OFFSET, logits, 1), gate);
  }

  private static <T> T shared(Graph<T> g, String task, T leadRows, int leads) {
    T x = g.convolution("shared.stem", leadRows, 2, 16, 7, 2, 1);
    x = g.relu(g.batchNorm("shared.stem.norm." + task, x, 16));
    x = separable(g, "shared.1", task, x, 16, 16, 1);
    x = separable(g, "shared.2", task, x, 16, 24, 2);
    x = separable(g, "shared.3", task, x, 24, 32, 2);
    x = g.convolution("shared.narrow", x, 32, EMBEDDING_CHANNELS, 1, 1, 1);
    x = g.relu(g.batchNorm("shared.narrow.norm." + task, x, EMBEDDING_CHANNELS));
    T together = g.reshape(x, leads * EMBEDDING_CHANNELS, EMBEDDING_TIME);
    return embed(g, task + ".shared", together, leads * EMBEDDING_CHANNELS);
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

  private static <T> T own(Graph<T> g, String task, T signal, int channels, int[] widths) {
    String name = task + ".own.";
    T x = block(g, name + "1", signal, channels, widths[0], 7, 2);
    x = block(g, name + "2", x, widths[0], widths[1], 5, 1);
    x = block(g, name + "3", x, widths[1], widths[2], 5, 2);
    x = block(g, name + "4", x, widths[2], widths[3], 5, 2);
    return embed(g, task + ".own", x, widths[3]);
  }

  private static <T> T block(
      Graph<T> g, String name, T x, int in, int out, int kernel, int stride) {
    T y = g.convolution(name, x, in, out, kernel, stride, 1);
    return g.relu(g.batchNorm(name + ".norm", y, out));
  }

  private static <T> T embed(Graph<T> g, String name, T x, int channels) {
    T narrow = g.convolution(name + ".embed", x, channels, EMBEDDING_CHANNELS, 1, 1, 1);
    T y = g.relu(g.batchNorm(name + ".embed.norm", narrow, EMBEDDING_CHANNELS));
    return g.reshape(y, EMBEDDING);
  }

  private static <T> T gate(Graph<T> g, String task, T shared, T own) {
    return g.sigmoid(g.dense(task + ".gate", g.join(List.of(shared, own)), 2 * EMBEDDING, 1));
  }
}
