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
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.dfnet.DfnetPredictor;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.Gradients;
import org.einthoven.training.network.OneThread;
import org.einthoven.training.network.Standardisation;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.WeightAverage;
import org.einthoven.training.network.Weights;

/**
 * Trains the beat head of the DFNet under a {@link Setting} and judges it on other patients. All
 * settings take the same number of steps of as many beats; those that show rare beats more often
 * show as many of each class, so that they differ only in which beats those are. Logits are
 * corrected for how often each class was shown and weighed, so that all decide at the same prior.
 */
@SuppressWarnings("try") // a scope works by being open
final class ClassifierTrial {

  private static final int CLASSES = GeneratorBeats.CLASSES.size();
  private static final double[] BALANCED = {0.5, 0.16, 0.26, 0.08};
  private static final double SYNTHETIC_SHARE = 0.5;
  private static final int BATCH = 128;
  private static final double RATE = 4e-3;
  private static final double GAIN = 0.15;

  private final BeatSet real;
  private final int steps;
  private final List<int[]> realPlaces = new ArrayList<>();
  private final double[] natural = new double[CLASSES];

  /**
   * A trial.
   *
   * @param real the training patients' beats
   * @param steps of the optimiser
   */
  ClassifierTrial(BeatSet real, int steps) {
    this.real = real;
    this.steps = steps;
    for (int c = 0; c < CLASSES; c++) {
      int[] places = places(real, GeneratorBeats.CLASSES.get(c));
      realPlaces.add(places);
      natural[c] = Math.max(1e-4, (double) places.length / real.size());
    }
  }

  private static int[] places(BeatSet set, BeatClass beatClass) {
    return IntStream.range(0, set.size()).filter(i -> set.classes()[i] == beatClass).toArray();
  }

  /** Trains and judges; the synthetic beats are not looked at where the setting has none. */
  BeatConfusion run(Setting setting, BeatSet synthetic, BeatSet test, long seed) {
    float[][] logits = new DfnetPredictor(train(setting, synthetic, seed)).beatLogits(test);
    double[] offsets = new double[BeatClass.values().length];
    Arrays.fill(offsets, -1e6);
    double[] shares = shares(setting);
    float[] weights = weights(setting);
    for (int c = 0; c < CLASSES; c++) {
      offsets[GeneratorBeats.CLASSES.get(c).column()] =
          -Math.log(shares[c] * weights[c] / natural[c]);
    }
    BeatConfusion confusion = new BeatConfusion();
    for (int i = 0; i < test.size(); i++) {
      confusion.add(test.classes()[i], DfnetPredictor.best(logits[i], offsets));
    }
    return confusion;
  }

  private double[] shares(Setting setting) {
    double[] shares = setting.balanced() ? BALANCED.clone() : natural.clone();
    for (int c = 0; c < CLASSES; c++) {
      shares[c] = realPlaces.get(c).length == 0 ? 1e-9 : shares[c];
    }
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  private float[] weights(Setting setting) {
    float[] weights = new float[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      double rarer = natural[0] / Math.max(natural[c], 1e-3);
      weights[c] = setting == Setting.WEIGHTING ? (float) Math.sqrt(rarer) : 1;
    }
    return weights;
  }

  private Weights train(Setting setting, BeatSet synthetic, long seed) {
    OneThread.use();
    torch.manual_seed(seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> syntheticPlaces =
        GeneratorBeats.CLASSES.stream().map(c -> places(synthetic, c)).toList();
    TorchGraph graph = new TorchGraph(seed);
    Standardisation.set(graph, Dfnet.BEAT_FEATURES, real.features());
    try (NoGradGuard guard = new NoGradGuard()) {
      // One pass creates every weight, so that the optimiser knows them all.
      batch(List.of(new Row(real, 0, 0)), random).logits(graph);
    }
    graph.training(true);
    TensorVector trained = graph.trainedTensors();
    AdamWOptions options = new AdamWOptions(RATE);
    options.weight_decay().put(1e-2);
    AdamW optimiser = new AdamW(trained, options);
    WeightAverage average = new WeightAverage(graph.tensors(), 0.98);
    double[] shares = shares(setting);
    float[] allWeights = new float[BeatClass.values().length];
    float[] weights = weights(setting);
    for (int c = 0; c < CLASSES; c++) {
      allWeights[GeneratorBeats.CLASSES.get(c).column()] = weights[c];
    }
    for (int step = 0; step < steps; step++) {
      try (PointerScope scope = new PointerScope()) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          int c = draw(shares, random);
          int[] own = syntheticPlaces.get(c);
          boolean fromSynthetic =
              setting.synthetic() && own.length > 0 && random.nextDouble() < SYNTHETIC_SHARE;
          int[] from = fromSynthetic ? own : realPlaces.get(c);
          int column = GeneratorBeats.CLASSES.get(c).column();
          rows.add(
              new Row(fromSynthetic ? synthetic : real, from[random.nextInt(from.length)], column));
        }
        Batch batch = batch(rows, random);
        double share = (double) step / steps;
        double rate =
            share < 0.15 ? share / 0.15 : (1 + Math.cos(Math.PI * (share - 0.15) / 0.85)) / 2;
        optimiser.param_groups().get(0).options().set_lr(RATE * Math.max(0.02, rate));
        Tensor loss =
            torch.cross_entropy_loss(
                batch.logits(graph),
                Tensor.create(batch.labels()),
                new TensorOptional(Tensor.create(allWeights)),
                1,
                -100,
                0);
        Gradients.of(loss, trained, optimiser, 2);
        optimiser.step();
        average.follow(step);
      }
    }
    average.replace();
    return graph.weights();
  }

  private record Row(BeatSet set, int place, int column) {}

  private record Batch(Tensor windows, Tensor features, long[] labels) {
    Tensor logits(TorchGraph graph) {
      return Dfnet.beats(graph, windows, features).logits();
    }
  }

  private static Batch batch(List<Row> rows, SplittableRandom random) {
    int window = BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES;
    float[] windows = new float[rows.size() * window];
    float[] features = new float[rows.size() * BeatPreparation.FEATURES];
    long[] labels = new long[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      Row row = rows.get(i);
      float gain = (float) Math.exp(GAIN * random.nextGaussian());
      float[] own = row.set().windows()[row.place()];
      for (int j = 0; j < window; j++) {
        windows[i * window + j] = gain * own[j];
      }
      System.arraycopy(
          row.set().features()[row.place()],
          0,
          features,
          i * BeatPreparation.FEATURES,
          BeatPreparation.FEATURES);
      labels[i] = row.column();
    }
    return new Batch(
        Tensor.create(
            windows, labels.length, BeatPreparation.CHANNELS, BeatPreparation.WINDOW_SAMPLES),
        Tensor.create(features, labels.length, BeatPreparation.FEATURES),
        labels);
  }

  private static int draw(double[] shares, SplittableRandom random) {
    double at = random.nextDouble();
    int c = 0;
    while (c < shares.length - 1 && at >= shares[c]) {
      at -= shares[c];
      c++;
    }
    return shares[c] < 1e-6 ? 0 : c;
  }
}
