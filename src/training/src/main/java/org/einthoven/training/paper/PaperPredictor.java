package org.einthoven.training.paper;

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

  /** In samples of a window, 8 ms each; annotated places are no more exact than that. */
  private static final double[] SHIFTS = {-0.8, 0, 0.8};

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

  /** Judges a record as one strip: the mean over beats as they are and moved a little in time. */
  Judged judge(RecordBeats record) {
    PaperBatches batches = new PaperBatches(List.of(record), settings);
    int classes = BeatClass.values().length;
    float[][] probabilities = new float[record.size()][classes];
    float[] shares = new float[record.size()];
    for (double shift : SHIFTS) {
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        PaperNetwork.Answer<Tensor> answer = answer(batches, record.size(), shift);
        float[] flat = TorchGraph.values(torch.softmax(answer.logits(), 1));
        float[] share = TorchGraph.values(answer.sharedShare());
        for (int i = 0; i < shares.length; i++) {
          for (int column = 0; column < classes; column++) {
            probabilities[i][column] += flat[i * classes + column] / SHIFTS.length;
          }
          shares[i] += share[i] / SHIFTS.length;
        }
      }
    }
    return new Judged(probabilities, shares);
  }

  private PaperNetwork.Answer<Tensor> answer(PaperBatches batches, int beats, double shift) {
    PaperBatches.Inputs inputs = batches.moved(List.of(new PaperBatches.Strip(0, 0)), beats, shift);
    return PaperNetwork.answer(
        graph,
        inputs.slow(),
        inputs.aligned(),
        inputs.features(),
        beats,
        settings.neighbours(),
        settings.dropout());
  }
}
