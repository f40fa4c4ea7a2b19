package org.einthoven.training.dfnet;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmFeature;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;
import org.einthoven.training.network.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Golden vectors of the fibrillation head; all null where there is none.
 *
 * @param beats [stretches][2][90]
 * @param features [stretches][rhythm features]
 * @param probabilities [stretches]
 * @param sharedShares [stretches]
 */
record GoldenRhythms(
    float @Nullable [] beats,
    float @Nullable [] features,
    float @Nullable [] probabilities,
    float @Nullable [] sharedShares) {

  private static final int STRETCHES = 4;
  private static final long SEED = 164889003;

  static GoldenRhythms of(Weights weights, TorchGraph graph) {
    if (!weights.hasHead("fibrillation")) {
      return new GoldenRhythms(null, null, null, null);
    }
    SyntheticBeats synthetic = new SyntheticBeats(SEED);
    float[] beats = synthetic.rhythmBeats(STRETCHES);
    float[] features =
        synthetic.rhythmFeatures(
            STRETCHES,
            weights.values(Dfnet.FIBRILLATION_FEATURES + ".mean"),
            weights.values(Dfnet.FIBRILLATION_FEATURES + ".factor"));
    Dfnet.Head<Tensor> head =
        Dfnet.fibrillation(
            graph,
            Tensor.create(
                beats, STRETCHES, RhythmPreparation.CHANNELS, BeatPreparation.WINDOW_SAMPLES),
            Tensor.create(features, STRETCHES, RhythmFeature.COUNT));
    return new GoldenRhythms(
        beats,
        features,
        TorchGraph.values(torch.sigmoid(head.logits())),
        TorchGraph.values(head.sharedShare()));
  }
}
