package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.Standardisation;
import org.einthoven.training.network.TorchGraph;

/** The class of each beat: weighed cross-entropy over beats drawn by {@link BeatSampling}. */
@SuppressWarnings("try") // a scope works by being open
final class BeatTask implements Task {

  private final BeatSet beats;
  private final DfnetSettings settings;
  private final BeatSampling sampling;
  private final Tensor classWeights;

  private final FurtherBeats further;

  BeatTask(BeatSet beats, DfnetSettings settings) {
    this(beats, FurtherBeats.NONE, settings);
  }

  BeatTask(BeatSet beats, FurtherBeats further, DfnetSettings settings) {
    this(beats, further, settings, true);
  }

  /** With the same weight for every beat, for ablations. */
  static BeatTask unweighed(BeatSet beats, DfnetSettings settings) {
    return new BeatTask(beats, FurtherBeats.NONE, settings, false);
  }

  private BeatTask(BeatSet beats, FurtherBeats further, DfnetSettings settings, boolean weighed) {
    this.beats = beats;
    this.further = further;
    this.settings = settings;
    this.sampling = new BeatSampling(beats, settings);
    float[] weights = sampling.classWeights();
    if (!weighed) {
      Arrays.fill(weights, 1);
    }
    this.classWeights = Tensor.create(weights);
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
    Standardisation.set(graph, Dfnet.BEAT_FEATURES, beats.features());
    try (NoGradGuard guard = new NoGradGuard()) {
      DfnetBatches.Beats batch = DfnetBatches.plain(beats, new int[] {0});
      Dfnet.beats(graph, batch.windows(), batch.features());
    }
  }

  @Override
  public Batches epoch(SplittableRandom random) {
    Iterator<int[]> rows = sampling.epochBatches(random).iterator();
    DfnetBatches batches = new DfnetBatches(random.split(), settings);
    FurtherBatches others = new FurtherBatches(further, random.split());
    return graph -> loss(graph, batches, rows.next(), others);
  }

  private Tensor loss(TorchGraph graph, DfnetBatches batches, int[] rows, FurtherBatches others) {
    FurtherBatches.Rows further = others.next();
    List<float[]> windows = new ArrayList<>();
    List<float[]> features = new ArrayList<>();
    for (int row : rows) {
      windows.add(beats.windows()[row]);
      features.add(beats.features()[row]);
    }
    windows.addAll(further.windows);
    features.addAll(further.features);
    DfnetBatches.Beats batch =
        batches.varied(windows, features, rows.length + further.changeable());
    Tensor logits = Dfnet.beats(graph, batch.windows(), batch.features()).logits();
    long[] labels = Arrays.stream(rows).mapToLong(row -> beats.classes()[row].column()).toArray();
    Tensor loss =
        torch.cross_entropy_loss(
            logits.narrow(0, 0, rows.length),
            Tensor.create(labels),
            new TensorOptional(classWeights),
            1,
            -100,
            0);
    return this.further.isEmpty()
        ? loss
        : loss.add(FurtherBatches.loss(logits, rows.length, further));
  }
}
