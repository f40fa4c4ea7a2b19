package org.einthoven.training.paper;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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
import org.einthoven.training.network.Gradients;
import org.einthoven.training.network.OneThread;
import org.einthoven.training.network.OptimiserState;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.WeightAverage;
import org.einthoven.training.network.Weights;
import org.einthoven.training.paper.PaperBatches.Strip;
import org.einthoven.training.run.EpochLog;
import org.einthoven.training.run.EpochLoss;
import org.einthoven.training.run.EpochState;

/**
 * Trains a {@link PaperNetwork}. Strips run through beats of either part, as a recording does; the
 * classes of beats that are tested on are never looked at.
 */
@SuppressWarnings("try") // a scope works by being open
final class PaperTrainer {

  /** What is kept beside the weights: each beat's last loss, and the cost so far. */
  private static final String BEAT_LOSSES = "paper.beat-losses";

  private static final String STEPS = "paper.steps";

  /** Processor seconds of the training, one number. */
  static final String CPU_SECONDS = "paper.cpu-seconds";

  private static final long SEED_OF_EPOCH = 1_000_003;

  /** Reductions of a loss as libtorch counts them. */
  private static final long EACH = 0;

  private static final long MEAN = 1;
  private static final int NOT_LOOKED_AT = -100;
  private static final double WARM_UP = 0.15;
  private static final double LARGEST_GRADIENT = 2;
  private static final double SMALLEST_DEVIATION = 0.05;

  private final PaperSettings settings;

  PaperTrainer(PaperSettings settings) {
    this.settings = settings;
  }

  /**
   * Trains on the beats that are not tested on. The same seed gives the same network on the same
   * machine, whether the training was broken off or not.
   *
   * @param log what an earlier run finished, and where each epoch is kept
   */
  Weights train(List<RecordBeats> records, RandomSplit split, long seed, EpochLog log)
      throws IOException {
    OneThread.use();
    Strips strips = new Strips(records, settings);
    PaperBatches batches = new PaperBatches(records, settings);
    TorchGraph graph = new TorchGraph(seed);
    standardise(graph, records, split);
    try (NoGradGuard guard = new NoGradGuard()) {
      pass(graph, batches.plain(List.of(new Strip(0, 0)), 1), 1);
    }
    TensorVector trained = graph.trainedTensors();
    AdamWOptions options = new AdamWOptions(settings.learningRate());
    options.weight_decay().put(settings.weightDecay());
    AdamW optimiser = new AdamW(trained, options);
    WeightAverage average = new WeightAverage(graph.tensors(), settings.average());
    List<EpochLoss> losses = new ArrayList<>();
    double cpuSeconds = 0;
    int step = 0;
    Optional<EpochState> last = log.last();
    if (last.isPresent()) {
      EpochState state = last.get();
      graph.tensors().keySet().forEach(name -> graph.set(name, state.weights().values(name)));
      average.restore(state.averages());
      OptimiserState.restore(optimiser, state.optimiser());
      losses.addAll(state.losses());
      strips.restore(state.weights().values(BEAT_LOSSES));
      cpuSeconds = state.weights().values(CPU_SECONDS)[0];
      step = (int) state.weights().values(STEPS)[0];
    }
    for (int epoch = losses.size() + 1; epoch <= settings.epochs(); epoch++) {
      long before = cpuNanoseconds();
      torch.manual_seed(seed + SEED_OF_EPOCH * epoch);
      SplittableRandom random = new SplittableRandom(seed + SEED_OF_EPOCH * epoch);
      graph.training(true);
      List<List<Strip>> steps = strips.steps(epoch, random);
      double loss = 0;
      for (int i = 0; i < steps.size(); i++) {
        try (PointerScope scope = new PointerScope()) {
          double done = (epoch - 1 + (double) i / steps.size()) / settings.epochs();
          optimiser.param_groups().get(0).options().set_lr(learningRate(done));
          List<Strip> some = steps.get(i);
          PaperBatches.Inputs inputs = batches.varied(some, settings.stripBeats(), random);
          Tensor logits = pass(graph, inputs, settings.stripBeats());
          Tensor labels = labels(records, split, strips, some);
          Tensor mean = loss(logits, labels, MEAN, settings.smoothing());
          Gradients.of(mean, trained, optimiser, LARGEST_GRADIENT);
          optimiser.step();
          average.follow(step++);
          float[] ofBeats = TorchGraph.values(loss(logits.detach(), labels, EACH, 0));
          for (int strip = 0; strip < some.size(); strip++) {
            strips.note(some.get(strip), ofBeats, strip * settings.stripBeats());
          }
          loss += mean.item_float() / steps.size();
        }
      }
      cpuSeconds += (cpuNanoseconds() - before) / 1e9;
      losses.add(new EpochLoss(epoch, Map.of("beat", loss)));
      Weights state =
          with(
              graph.weights(),
              Map.of(
                  BEAT_LOSSES,
                  strips.losses(),
                  CPU_SECONDS,
                  new float[] {(float) cpuSeconds},
                  STEPS,
                  new float[] {step}));
      log.done(
          new EpochState(
              epoch, state, average.values(), new float[0], OptimiserState.of(optimiser), losses));
    }
    average.replace();
    return with(graph.weights(), Map.of(CPU_SECONDS, new float[] {(float) cpuSeconds}));
  }

  /** Weights, and beside them numbers that are kept but not trained. */
  private static Weights with(Weights weights, Map<String, float[]> more) {
    Map<String, Weights.Array> arrays = new LinkedHashMap<>(weights.arrays());
    more.forEach(
        (name, values) ->
            arrays.put(name, new Weights.Array(new long[] {values.length}, false, values)));
    return new Weights(arrays);
  }

  /** Of all threads: gradients are computed in one of their own. */
  private static long cpuNanoseconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static Tensor loss(Tensor logits, Tensor labels, long reduction, double smoothing) {
    return torch.cross_entropy_loss(
        logits, labels, new TensorOptional(), reduction, NOT_LOOKED_AT, smoothing);
  }

  private Tensor pass(TorchGraph graph, PaperBatches.Inputs inputs, int beats) {
    return PaperNetwork.answer(
            graph,
            inputs.slow(),
            inputs.aligned(),
            inputs.features(),
            beats,
            settings.neighbours(),
            settings.dropout())
        .logits();
  }

  private Tensor labels(
      List<RecordBeats> records, RandomSplit split, Strips strips, List<Strip> step) {
    long[] labels = new long[step.size() * settings.stripBeats()];
    int row = 0;
    for (Strip strip : step) {
      BeatClass[] classes = records.get(strip.record()).classes();
      for (int beat = 0; beat < settings.stripBeats(); beat++) {
        int place = strips.place(strip, beat);
        boolean known = place >= 0 && !split.tested(place);
        labels[row++] = known ? classes[strip.from() + beat].column() : NOT_LOOKED_AT;
      }
    }
    return Tensor.create(labels);
  }

  private static void standardise(TorchGraph graph, List<RecordBeats> records, RandomSplit split) {
    int columns = BeatPreparation.FEATURES;
    int[] firstBeats = Strips.firstBeats(records);
    float[] means = new float[columns];
    float[] factors = new float[columns];
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int record = 0; record < firstBeats.length; record++) {
        float[][] features = records.get(record).features();
        for (int beat = 0; beat < features.length; beat++) {
          if (!split.tested(firstBeats[record] + beat)) {
            double value = features[beat][column];
            sum += value;
            squares += value * value;
            count++;
          }
        }
      }
      double mean = sum / count;
      double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
      means[column] = (float) mean;
      factors[column] = (float) (1 / Math.max(deviation, SMALLEST_DEVIATION));
    }
    graph.set(PaperNetwork.FEATURES + ".mean", means);
    graph.set(PaperNetwork.FEATURES + ".factor", factors);
  }

  /** One cycle (Smith 2018): up for a while, then down along a cosine. */
  private double learningRate(double done) {
    double highest = settings.learningRate();
    if (done < WARM_UP) {
      return highest * (0.04 + 0.96 * done / WARM_UP);
    }
    return highest * (1 + Math.cos(Math.PI * (done - WARM_UP) / (1 - WARM_UP))) / 2;
  }
}
