package org.einthoven.training.dfnet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;

/**
 * Trains one network on both tasks at once: each step is a batch of beats and a batch of median
 * beats, and their losses are weighed by learned uncertainties (Kendall, Gal, Cipolla 2018).
 */
@SuppressWarnings("try") // a scope works by being open
public final class DfnetTrainer {

  private static final double WARM_UP = 0.15;
  private static final double LARGEST_GRADIENT = 2;

  private final DfnetSettings settings;
  private final Consumer<String> progress;

  /**
   * A trainer.
   *
   * @param progress is told a line about each epoch
   */
  public DfnetTrainer(DfnetSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains on all that is given; without records, on beats alone. The same seed gives the same
   * network on the same machine.
   */
  public Weights train(BeatSet beats, MedianBeatSet records, long seed) {
    torch.set_num_threads(1);
    torch.manual_seed(seed);
    SplittableRandom random = new SplittableRandom(seed);
    BeatSampling sampling = new BeatSampling(beats, settings);
    TorchGraph graph = new TorchGraph(seed);
    standardise(graph, beats);
    DfnetBatches batches = new DfnetBatches(random.split(), settings);
    createWeights(graph, beats);
    Tensor uncertainty = Tensor.create(new float[2], 2);
    uncertainty.set_requires_grad(true);
    TensorVector trained = graph.trainedTensors();
    trained.push_back(uncertainty);
    AdamWOptions options = new AdamWOptions(settings.learningRate());
    options.weight_decay().put(settings.weightDecay());
    AdamW optimiser = new AdamW(trained, options);
    WeightAverage average = new WeightAverage(graph.tensors(), settings.average());
    int steps = settings.epochs() * sampling.stepsOfEpoch();
    Tensor classWeights = Tensor.create(sampling.classWeights());
    RecordQueue queue = new RecordQueue(records, random.split());
    int step = 0;
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      graph.training(true);
      double[] losses = new double[2];
      List<int[]> epochBatches = sampling.epochBatches(random);
      for (int[] rows : epochBatches) {
        try (PointerScope scope = new PointerScope()) {
          optimiser.param_groups().get(0).options().set_lr(learningRate(step, steps));
          Tensor beatLoss = beatLoss(graph, batches, beats, rows, classWeights);
          optimiser.zero_grad();
          if (records.size() > 0) {
            List<MedianBeatSet.Entry> some = queue.next(settings.recordBatch());
            Tensor recordLoss = recordLoss(graph, batches, some);
            weigh(beatLoss, recordLoss, uncertainty).backward();
            losses[1] += recordLoss.item_float() / epochBatches.size();
          } else {
            beatLoss.backward();
          }
          torch.clip_grad_norm_(trained, LARGEST_GRADIENT);
          optimiser.step();
          average.follow(step);
          losses[0] += beatLoss.item_float() / epochBatches.size();
          step++;
        }
      }
      String line =
          String.format(
              Locale.ROOT, "epoch %d/%d: beat loss %.4f", epoch, settings.epochs(), losses[0]);
      progress.accept(
          records.size() == 0
              ? line
              : line + String.format(Locale.ROOT, ", infarction loss %.4f", losses[1]));
    }
    average.replace();
    return graph.weights();
  }

  private static Tensor weigh(Tensor beatLoss, Tensor recordLoss, Tensor uncertainty) {
    Tensor weights = uncertainty.neg().exp();
    Tensor one = beatLoss.mul(weights.narrow(0, 0, 1));
    Tensor other = recordLoss.mul(weights.narrow(0, 1, 1));
    return one.add(other).add(uncertainty.sum().mul(new Scalar(0.5))).sum();
  }

  private static Tensor beatLoss(
      TorchGraph graph, DfnetBatches batches, BeatSet beats, int[] rows, Tensor classWeights) {
    DfnetBatches.Beats batch = batches.varied(beats, rows);
    Tensor logits = Dfnet.beats(graph, batch.windows(), batch.features()).logits();
    long[] labels = Arrays.stream(rows).mapToLong(row -> beats.classes()[row].column()).toArray();
    return torch.cross_entropy_loss(
        logits, Tensor.create(labels), new TensorOptional(classWeights), 1, -100, 0);
  }

  private static Tensor recordLoss(
      TorchGraph graph, DfnetBatches batches, List<MedianBeatSet.Entry> records) {
    Tensor logits = Dfnet.infarction(graph, batches.varied(records)).logits();
    float[] labels = new float[records.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = records.get(i).infarction() ? 1 : 0;
    }
    return torch.binary_cross_entropy_with_logits(logits, Tensor.create(labels, labels.length, 1));
  }

  /** One pass creates every weight, so that the optimiser knows them all. */
  private static void createWeights(TorchGraph graph, BeatSet beats) {
    try (NoGradGuard guard = new NoGradGuard()) {
      DfnetBatches.Beats batch = DfnetBatches.plain(beats, new int[] {0});
      Dfnet.beats(graph, batch.windows(), batch.features());
      int samples = BeatPreparation.WINDOW_SAMPLES;
      float[] nothing = new float[BeatPreparation.TWELVE * samples];
      Dfnet.infarction(graph, Tensor.create(nothing, 1, BeatPreparation.TWELVE, samples));
    }
  }

  private static void standardise(TorchGraph graph, BeatSet beats) {
    int columns = BeatPreparation.FEATURES;
    float[] means = new float[columns];
    float[] factors = new float[columns];
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      double squares = 0;
      for (float[] features : beats.features()) {
        sum += features[column];
        squares += (double) features[column] * features[column];
      }
      double mean = sum / beats.size();
      double deviation = Math.sqrt(Math.max(0, squares / beats.size() - mean * mean));
      means[column] = (float) mean;
      factors[column] = (float) (1 / Math.max(deviation, 0.05));
    }
    graph.set(Dfnet.BEAT_FEATURES + ".mean", means);
    graph.set(Dfnet.BEAT_FEATURES + ".factor", factors);
  }

  /** One cycle (Smith 2018): up for a while, then down along a cosine. */
  private double learningRate(int step, int steps) {
    double warm = WARM_UP * steps;
    double low = settings.learningRate() / 25;
    if (step < warm) {
      return low + (settings.learningRate() - low) * (1 - Math.cos(Math.PI * step / warm)) / 2;
    }
    return settings.learningRate() * (1 + Math.cos(Math.PI * (step - warm) / (steps - warm))) / 2;
  }
}
