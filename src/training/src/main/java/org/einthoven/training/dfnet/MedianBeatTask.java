package org.einthoven.training.dfnet;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;

/**
 * Infarction and other abnormalities from median beats: the sum of the mean binary cross-entropies
 * of infarction, of the abnormalities, and of every statement that {@value #FEWEST} records have.
 * Learned beside the others, infarction is told from normal better than alone (docs/results/mi.md).
 */
@SuppressWarnings("try") // a scope works by being open
final class MedianBeatTask implements Task {

  private static final int FEWEST = 12;

  private final MedianBeatSet records;
  private final DfnetSettings settings;
  private final List<String> statements;

  MedianBeatTask(MedianBeatSet records, DfnetSettings settings) {
    this.records = records;
    this.settings = settings;
    this.statements = records.labelsOf(FEWEST);
  }

  @Override
  public String name() {
    return "median beat";
  }

  @Override
  public int stepsOfEpoch() {
    return Math.max(1, records.size() / settings.recordBatch());
  }

  @Override
  public void prepare(TorchGraph graph) {
    try (NoGradGuard guard = new NoGradGuard()) {
      loss(
          graph,
          DfnetBatches.plain(records.records().subList(0, 1)),
          records.records().subList(0, 1));
    }
  }

  @Override
  public Batches epoch(SplittableRandom random) {
    RecordQueue queue = new RecordQueue(records, random.split());
    DfnetBatches batches = new DfnetBatches(random.split(), settings);
    return graph -> {
      List<MedianBeatSet.Entry> some = queue.next(settings.recordBatch());
      return loss(graph, batches.varied(some), some);
    };
  }

  private Tensor loss(TorchGraph graph, Tensor medianBeats, List<MedianBeatSet.Entry> some) {
    Dfnet.MedianBeatHeads<Tensor> heads =
        Dfnet.medianBeats(graph, medianBeats, records.leads(), AbnormalityLabel.count());
    Tensor infarction = infarctionTargets(some);
    Tensor loss =
        torch
            .binary_cross_entropy_with_logits(heads.infarction().logits(), infarction)
            .add(
                torch.binary_cross_entropy_with_logits(
                    heads.abnormalities().logits(), targets(some, AbnormalityLabel.names())));
    if (statements.isEmpty()) {
      return loss;
    }
    Tensor logits = Dfnet.statements(graph, heads.hidden(), statements.size());
    return loss.add(torch.binary_cross_entropy_with_logits(logits, targets(some, statements)));
  }

  private static Tensor infarctionTargets(List<MedianBeatSet.Entry> some) {
    float[] targets = new float[some.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = some.get(i).infarction() ? 1 : 0;
    }
    return Tensor.create(targets, targets.length, 1);
  }

  private static Tensor targets(List<MedianBeatSet.Entry> some, List<String> names) {
    float[] targets = new float[some.size() * names.size()];
    int at = 0;
    for (MedianBeatSet.Entry entry : some) {
      for (String name : names) {
        targets[at++] = entry.labels().contains(name) ? 1 : 0;
      }
    }
    return Tensor.create(targets, some.size(), names.size());
  }
}
