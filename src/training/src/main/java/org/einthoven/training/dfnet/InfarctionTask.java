package org.einthoven.training.dfnet;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;

/** Myocardial infarction from median beats: binary cross-entropy over records in random order. */
@SuppressWarnings("try") // a scope works by being open
final class InfarctionTask implements Task {

  private final MedianBeatSet records;
  private final DfnetSettings settings;

  InfarctionTask(MedianBeatSet records, DfnetSettings settings) {
    this.records = records;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "infarction";
  }

  @Override
  public int stepsOfEpoch() {
    return Math.max(1, records.size() / settings.recordBatch());
  }

  @Override
  public void prepare(TorchGraph graph) {
    try (NoGradGuard guard = new NoGradGuard()) {
      Dfnet.infarction(graph, DfnetBatches.plain(records.records().subList(0, 1)));
    }
  }

  @Override
  public Batches epoch(SplittableRandom random) {
    RecordQueue queue = new RecordQueue(records, random.split());
    DfnetBatches batches = new DfnetBatches(random.split(), settings);
    return graph -> loss(graph, batches, queue.next(settings.recordBatch()));
  }

  private static Tensor loss(
      TorchGraph graph, DfnetBatches batches, List<MedianBeatSet.Entry> some) {
    Tensor logits = Dfnet.infarction(graph, batches.varied(some)).logits();
    float[] labels = new float[some.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = some.get(i).infarction() ? 1 : 0;
    }
    return torch.binary_cross_entropy_with_logits(logits, Tensor.create(labels, labels.length, 1));
  }
}
