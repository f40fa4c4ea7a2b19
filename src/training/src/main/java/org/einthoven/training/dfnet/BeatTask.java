package org.einthoven.training.dfnet;

import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;

/** The class of each beat: weighed cross-entropy over beats drawn by {@link BeatSampling}. */
@SuppressWarnings("try") // a scope works by being open
final class BeatTask implements Task {

  private static final double SMALLEST_DEVIATION = 0.05;

  private final BeatSet beats;
  private final DfnetSettings settings;
  private final BeatSampling sampling;
  private final Tensor classWeights;

  BeatTask(BeatSet beats, DfnetSettings settings) {
    this.beats = beats;
    this.settings = settings;
    this.sampling = new BeatSampling(beats, settings);
    this.classWeights = Tensor.create(sampling.classWeights());
  }

  @Override
  public String name() {
    return "beat";
  }

  @Override
  public int stepsOfEpoch() {
    return sampling.stepsOfEpoch();
  }

  @Override
  public void prepare(TorchGraph graph) {
    standardise(graph);
    try (NoGradGuard guard = new NoGradGuard()) {
      DfnetBatches.Beats batch = DfnetBatches.plain(beats, new int[] {0});
      Dfnet.beats(graph, batch.windows(), batch.features());
    }
  }

  @Override
  public Batches epoch(SplittableRandom random) {
    Iterator<int[]> rows = sampling.epochBatches(random).iterator();
    DfnetBatches batches = new DfnetBatches(random.split(), settings);
    return graph -> loss(graph, batches, rows.next());
  }

  private Tensor loss(TorchGraph graph, DfnetBatches batches, int[] rows) {
    DfnetBatches.Beats batch = batches.varied(beats, rows);
    Tensor logits = Dfnet.beats(graph, batch.windows(), batch.features()).logits();
    long[] labels = Arrays.stream(rows).mapToLong(row -> beats.classes()[row].column()).toArray();
    return torch.cross_entropy_loss(
        logits, Tensor.create(labels), new TensorOptional(classWeights), 1, -100, 0);
  }

  private void standardise(TorchGraph graph) {
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
      factors[column] = (float) (1 / Math.max(deviation, SMALLEST_DEVIATION));
    }
    graph.set(Dfnet.BEAT_FEATURES + ".mean", means);
    graph.set(Dfnet.BEAT_FEATURES + ".factor", factors);
  }
}
