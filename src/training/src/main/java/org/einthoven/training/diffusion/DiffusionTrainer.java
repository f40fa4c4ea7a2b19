package org.einthoven.training.diffusion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.training.network.Denoiser;
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
 * Trains a denoising network: beats are noised to a random degree and the network learns the
 * velocity (Salimans, Ho 2022) by which they were.
 */
@SuppressWarnings("try") // a scope works by being open
final class DiffusionTrainer {

  /** How many steps are called an epoch: after each, the training is kept. */
  static final int STEPS_OF_EPOCH = 100;

  /** What its losses are of. */
  static final String TASK = "velocity";

  private static final double WARM_UP = 0.05;
  private static final double LARGEST_GRADIENT = 1;

  private final DiffusionSettings settings;

  DiffusionTrainer(DiffusionSettings settings) {
    this.settings = settings;
  }

  /**
   * Trains. The same seed gives the same network on the same machine, broken off or not.
   *
   * @param log what an earlier run finished, and where each epoch is kept
   */
  Weights train(GeneratorBeats beats, long seed, EpochLog log) throws IOException {
    OneThread.use();
    torch.manual_seed(seed);
    TorchGraph graph = new TorchGraph(seed);
    DiffusionBatches batches = new DiffusionBatches(beats, settings, beats.scale());
    try (NoGradGuard guard = new NoGradGuard()) {
      // One pass creates every weight, so that the optimiser knows them all.
      velocity(graph, batches.draw(new SplittableRandom(seed)));
    }
    graph.training(true);
    TensorVector trained = graph.trainedTensors();
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
      OptimiserState.restore(optimiser, state.optimiser());
      losses.addAll(state.losses());
    }
    for (int epoch = losses.size() + 1; epoch <= settings.epochs(); epoch++) {
      double loss = 0;
      for (int i = 0; i < STEPS_OF_EPOCH; i++) {
        int step = (epoch - 1) * STEPS_OF_EPOCH + i;
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + step);
        loss += step(graph, batches.draw(random), optimiser, trained, step) / STEPS_OF_EPOCH;
        average.follow(step);
      }
      losses.add(new EpochLoss(epoch, Map.of(TASK, loss)));
      log.done(
          new EpochState(
              epoch,
              graph.weights(),
              average.values(),
              new float[0],
              OptimiserState.of(optimiser),
              losses));
    }
    average.replace();
    return graph.weights();
  }

  private double step(
      TorchGraph graph,
      DiffusionBatches.Batch batch,
      AdamW optimiser,
      TensorVector trained,
      int step) {
    try (PointerScope scope = new PointerScope()) {
      optimiser.param_groups().get(0).options().set_lr(learningRate(step));
      Tensor loss = torch.mse_loss(velocity(graph, batch), batch.target());
      Gradients.of(loss, trained, optimiser, LARGEST_GRADIENT);
      optimiser.step();
      return loss.item_float();
    } finally {
      batch.close();
    }
  }

  private Tensor velocity(TorchGraph graph, DiffusionBatches.Batch batch) {
    return Denoiser.velocity(
        graph,
        settings.shape(),
        batch.noisy(),
        batch.usual(),
        batch.times(),
        batch.classes(),
        GeneratorBeats.CLASSES.size());
  }

  /** Up for a while, then down along a cosine. */
  private double learningRate(int step) {
    double steps = (double) settings.epochs() * STEPS_OF_EPOCH;
    double warm = Math.max(1, WARM_UP * steps);
    if (step < warm) {
      return settings.learningRate() * (step + 1) / warm;
    }
    double share = (step - warm) / Math.max(1, steps - warm);
    return settings.learningRate() * (0.02 + 0.98 * (1 + Math.cos(Math.PI * share)) / 2);
  }
}
