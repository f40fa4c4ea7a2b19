package org.einthoven.training.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.ReplacedBeat;
import org.einthoven.inference.diffusion.BeatWindow;
import org.einthoven.training.network.OneThread;
import org.einthoven.training.network.TorchGraph;

/**
 * A small network that tells the classes apart by window alone (two leads, and what they differ by
 * from the patient's usual beat): it judges synthetic beats, where the rhythm says nothing.
 */
@SuppressWarnings("try") // a scope works by being open
final class BeatEncoder {

  /** Columns of its embedding. */
  static final int EMBEDDING = 16;

  private static final int CHANNELS = 2 * BeatWindow.LEADS;
  private static final int SAMPLES = BeatWindow.WINDOW / BeatWindow.LEADS;
  private static final int BATCH = 64;
  private static final int AT_ONCE = 1024;
  private static final double RATE = 4e-3;

  private final TorchGraph graph;

  private BeatEncoder(TorchGraph graph) {
    this.graph = graph;
  }

  private record Answer(Tensor embedding, Tensor logits) {}

  private static Answer answer(TorchGraph g, Tensor windows) {
    Tensor x =
        g.relu(g.batchNorm("1.norm", g.convolution("1", windows, CHANNELS, 16, 7, 2, 1), 16));
    x = g.relu(g.batchNorm("2.norm", g.convolution("2", x, 16, 24, 5, 2, 1), 24));
    x = g.relu(g.batchNorm("3.norm", g.convolution("3", x, 24, 32, 5, 2, 1), 32));
    Tensor flat = g.reshape(x, 32 * 12);
    Tensor embedding = g.dense("embedding", flat, 32 * 12, EMBEDDING);
    int classes = GeneratorBeats.CLASSES.size();
    return new Answer(embedding, g.dense("out", g.relu(embedding), EMBEDDING, classes));
  }

  /** Trains on beats; every class that there is is shown as often as any other. */
  static BeatEncoder train(GeneratorBeats beats, int steps, long seed) {
    OneThread.use();
    torch.manual_seed(seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> places = new ArrayList<>();
    for (BeatClass beatClass : GeneratorBeats.CLASSES) {
      int[] own =
          IntStream.range(0, beats.size()).filter(i -> beats.classes()[i] == beatClass).toArray();
      if (own.length > 0) {
        places.add(own);
      }
    }
    TorchGraph graph = new TorchGraph(seed);
    try (NoGradGuard guard = new NoGradGuard()) {
      answer(graph, tensor(beats, new int[] {0}));
    }
    graph.training(true);
    TensorVector trained = graph.trainedTensors();
    AdamWOptions options = new AdamWOptions(RATE);
    options.weight_decay().put(1e-2);
    AdamW optimiser = new AdamW(trained, options);
    for (int step = 0; step < steps; step++) {
      try (PointerScope scope = new PointerScope()) {
        int[] rows = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
          int[] own = places.get(random.nextInt(places.size()));
          rows[i] = own[random.nextInt(own.length)];
        }
        double rate = (1 + Math.cos(Math.PI * step / steps)) / 2;
        optimiser.param_groups().get(0).options().set_lr(RATE * Math.max(0.02, rate));
        Tensor loss =
            torch.cross_entropy_loss(
                answer(graph, tensor(beats, rows)).logits(), Tensor.create(labels(beats, rows)));
        optimiser.zero_grad();
        loss.backward();
        optimiser.step();
      }
    }
    graph.training(false);
    return new BeatEncoder(graph);
  }

  private static long[] labels(GeneratorBeats beats, int[] rows) {
    return Arrays.stream(rows)
        .mapToLong(row -> GeneratorBeats.CLASSES.indexOf(beats.classes()[row]))
        .toArray();
  }

  private static Tensor tensor(GeneratorBeats beats, int[] rows) {
    float[] values = new float[rows.length * CHANNELS * SAMPLES];
    for (int i = 0; i < rows.length; i++) {
      float[] channels = ReplacedBeat.channels(beats.windows()[rows[i]], beats.usual()[rows[i]]);
      System.arraycopy(channels, 0, values, i * channels.length, channels.length);
    }
    return Tensor.create(values, rows.length, CHANNELS, SAMPLES);
  }

  /** The embedding of each beat. */
  float[][] embed(GeneratorBeats beats) {
    float[][] embeddings = new float[beats.size()][];
    for (int from = 0; from < beats.size(); from += AT_ONCE) {
      int[] rows = IntStream.range(from, Math.min(beats.size(), from + AT_ONCE)).toArray();
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        float[] flat = TorchGraph.values(answer(graph, tensor(beats, rows)).embedding());
        for (int i = 0; i < rows.length; i++) {
          embeddings[from + i] = Arrays.copyOfRange(flat, i * EMBEDDING, (i + 1) * EMBEDDING);
        }
      }
    }
    return embeddings;
  }

  /** How many beats of each class (row) were taken for each class (column). */
  int[][] confusion(GeneratorBeats beats) {
    int classes = GeneratorBeats.CLASSES.size();
    int[][] confusion = new int[classes][classes];
    for (int from = 0; from < beats.size(); from += AT_ONCE) {
      int[] rows = IntStream.range(from, Math.min(beats.size(), from + AT_ONCE)).toArray();
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        float[] logits = TorchGraph.values(answer(graph, tensor(beats, rows)).logits());
        long[] labels = labels(beats, rows);
        for (int i = 0; i < rows.length; i++) {
          int best = 0;
          for (int c = 1; c < classes; c++) {
            best = logits[i * classes + c] > logits[i * classes + best] ? c : best;
          }
          confusion[(int) labels[i]][best]++;
        }
      }
    }
    return confusion;
  }
}
