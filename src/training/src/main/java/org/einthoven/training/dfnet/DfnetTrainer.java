package org.einthoven.training.dfnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.DfnetVariant;
import org.einthoven.training.network.Gradients;
import org.einthoven.training.network.OneThread;
import org.einthoven.training.network.OptimiserState;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.WeightAverage;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.EpochLog;
import org.einthoven.training.run.EpochLoss;
import org.einthoven.training.run.EpochState;

/**
 * Trains one network on all its tasks at once: each step is a batch of every task, and their losses
 * are weighed by learned uncertainties (Kendall, Gal, Cipolla 2018).
 */
@SuppressWarnings("try") // a scope works by being open
public final class DfnetTrainer {

  private static final double WARM_UP = 0.15;
  private static final double LARGEST_GRADIENT = 2;

  private final DfnetSettings settings;
  private final DfnetVariant variant;
  private final Consumer<String> progress;

  /**
   * A trainer.
   *
   * @param progress is told a line about each epoch
   */
  public DfnetTrainer(DfnetSettings settings, Consumer<String> progress) {
    this(settings, DfnetVariant.SHIPPED, progress);
  }

  /**
   * A trainer of a variant.
   *
   * @param progress is told a line about each epoch
   */
  DfnetTrainer(DfnetSettings settings, DfnetVariant variant, Consumer<String> progress) {
    this.settings = settings;
    this.variant = variant;
    this.progress = progress;
  }

  /** Trains on all that is given; without records, on beats alone; keeps nothing on the way. */
  public Weights train(BeatSet beats, MedianBeatSet records, long seed) {
    List<Task> tasks = new ArrayList<>();
    tasks.add(new BeatTask(beats, settings));
    if (records.size() > 0) {
      tasks.add(new MedianBeatTask(records, settings));
    }
    return train(tasks, seed);
  }

  /** Trains on some tasks; keeps nothing on the way. */
  Weights train(List<Task> tasks, long seed) {
    try {
      return train(tasks, seed, EpochLog.keepingNothing(settings.epochs(), progress));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Trains on some tasks. The same seed gives the same network on the same machine, whether the
   * training was broken off or not.
   *
   * @param tasks at least one; the first says how long an epoch is
   * @param log what an earlier run finished, and where each epoch is kept
   */
  Weights train(List<Task> tasks, long seed, EpochLog log) throws IOException {
    OneThread.use();
    TorchGraph graph = new TorchGraph(seed, variant);
    tasks.forEach(task -> task.prepare(graph));
    Tensor uncertainty = Tensor.create(new float[tasks.size()], tasks.size());
    uncertainty.set_requires_grad(true);
    TensorVector trained = graph.trainedTensors();
    trained.push_back(uncertainty);
    AdamWOptions options = new AdamWOptions(settings.learningRate());
    options.weight_decay().put(settings.weightDecay());
    AdamW optimiser = new AdamW(trained, options);
    WeightAverage average = new WeightAverage(graph.tensors(), settings.average());
    List<EpochLoss> losses = new ArrayList<>();
    Optional<EpochState> last = log.last();
    if (last.isPresent()) {
      EpochState state = last.get();
      state.weights().arrays().forEach((name, array) -> graph.set(name, array.values()));
      average.restore(state.averages());
      uncertainty.data_ptr_float().put(state.uncertainty());
      OptimiserState.restore(optimiser, state.optimiser());
      losses.addAll(state.losses());
    }
    int stepsOfEpoch = tasks.get(0).stepsOfEpoch();
    int steps = settings.epochs() * stepsOfEpoch;
    for (int epoch = losses.size() + 1; epoch <= settings.epochs(); epoch++) {
      torch.manual_seed(seedOf(seed, epoch, "dropout"));
      List<Task.Batches> batches = new ArrayList<>();
      for (Task task : tasks) {
        batches.add(task.epoch(new SplittableRandom(seedOf(seed, epoch, task.name()))));
      }
      graph.training(true);
      double[] means = new double[tasks.size()];
      for (int i = 0; i < stepsOfEpoch; i++) {
        int step = (epoch - 1) * stepsOfEpoch + i;
        try (PointerScope scope = new PointerScope()) {
          optimiser.param_groups().get(0).options().set_lr(learningRate(step, steps));
          List<Tensor> ofTasks = new ArrayList<>();
          batches.forEach(some -> ofTasks.add(some.nextLoss(graph)));
          Gradients.of(weigh(ofTasks, uncertainty), trained, optimiser, LARGEST_GRADIENT);
          optimiser.step();
          average.follow(step);
          for (int task = 0; task < means.length; task++) {
            means[task] += ofTasks.get(task).item_float() / stepsOfEpoch;
          }
        }
      }
      losses.add(new EpochLoss(epoch, byName(tasks, means)));
      log.done(
          new EpochState(
              epoch,
              graph.weights(),
              average.values(),
              TorchGraph.values(uncertainty),
              OptimiserState.of(optimiser),
              losses));
    }
    average.replace();
    return graph.weights().without(Dfnet.AUXILIARY);
  }

  private static Map<String, Double> byName(List<Task> tasks, double[] losses) {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < losses.length; i++) {
      byName.put(tasks.get(i).name(), losses[i]);
    }
    return byName;
  }

  private static Tensor weigh(List<Tensor> losses, Tensor uncertainty) {
    if (losses.size() == 1) {
      return losses.get(0);
    }
    Tensor weights = uncertainty.neg().exp();
    Tensor sum = uncertainty.sum().mul(new Scalar(0.5));
    for (int i = 0; i < losses.size(); i++) {
      sum = sum.add(losses.get(i).mul(weights.narrow(0, i, 1)));
    }
    return sum.sum();
  }

  /** What an epoch draws depends on nothing before it, so that it can be begun anew. */
  private static long seedOf(long seed, int epoch, String drawer) {
    return new SplittableRandom(seed + 1_000_003L * epoch).nextLong() ^ (31L * drawer.hashCode());
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
