package org.einthoven.training.paper;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;

/** A trained {@link PaperNetwork} at work. */
@SuppressWarnings("try") // a scope works by being open
final class PaperPredictor {

  private final TorchGraph graph;
  private final PaperSettings settings;

  PaperPredictor(Weights weights, PaperSettings settings) {
    this.graph = new TorchGraph(weights);
    this.settings = settings;
  }

  /**
   * What was found.
   *
   * @param probabilities [beats][classes]
   * @param sharedShares the gate's weight of the shared features, of each beat
   */
  record Judged(float[][] probabilities, float[] sharedShares) {

    BeatClass best(int beat) {
      BeatClass best = BeatClass.N;
      for (BeatClass other : BeatClass.values()) {
        if (probabilities[beat][other.column()] > probabilities[beat][best.column()]) {
          best = other;
        }
      }
      return best;
    }
  }

  /** Judges a record as one strip. */
  Judged judge(RecordBeats record) {
    PaperBatches batches = new PaperBatches(List.of(record), settings);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      PaperBatches.Inputs inputs =
          batches.plain(List.of(new PaperBatches.Strip(0, 0)), record.size());
      PaperNetwork.Answer<Tensor> answer =
          PaperNetwork.answer(
              graph,
              inputs.slow(),
              inputs.aligned(),
              inputs.features(),
              record.size(),
              settings.neighbours(),
              settings.dropout());
      float[] flat = TorchGraph.values(torch.softmax(answer.logits(), 1));
      int classes = BeatClass.values().length;
      float[][] probabilities = new float[record.size()][];
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
      }
      return new Judged(probabilities, TorchGraph.values(answer.sharedShare()));
    }
  }
}
