package org.einthoven.training.onnx;

import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmFeature;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.Weights;

/** The trained network as {@code model.onnx}: standardisation, softmax and sigmoid are inside. */
public final class DfnetOnnx {

  private DfnetOnnx() {}

  /** The bytes of the model file; the names of its inputs and outputs are part of the contract. */
  public static byte[] write(Weights weights) {
    OnnxModel model = new OnnxModel();
    OnnxGraph graph = new OnnxGraph(model, weights);
    int samples = BeatPreparation.WINDOW_SAMPLES;
    model.input("beat_windows", "beats", BeatPreparation.CHANNELS, samples);
    model.input("beat_features", "beats", BeatPreparation.FEATURES);
    model.input("median_beats", "recordings", BeatPreparation.TWELVE, samples);
    Dfnet.Head<String> beats = Dfnet.beats(graph, "beat_windows", "beat_features");
    int abnormalities = weights.values("abnormality.out.bias").length;
    Dfnet.MedianBeatHeads<String> twelveLeads =
        Dfnet.medianBeats(graph, "median_beats", BeatPreparation.TWELVE, abnormalities);
    Dfnet.Head<String> infarction = twelveLeads.infarction();
    graph.name(graph.softmax(beats.logits()), "beat_probabilities");
    graph.name(beats.sharedShare(), "beat_shared_share");
    graph.name(graph.sigmoid(infarction.logits()), "infarction_probability");
    graph.name(infarction.sharedShare(), "infarction_shared_share");
    graph.name(graph.sigmoid(twelveLeads.abnormalities().logits()), "abnormality_probabilities");
    graph.name(twelveLeads.abnormalities().sharedShare(), "abnormality_shared_share");
    model.output("beat_probabilities", "beats", BeatClass.values().length);
    model.output("beat_shared_share", "beats", 1);
    model.output("infarction_probability", "recordings", 1);
    model.output("infarction_shared_share", "recordings", 1);
    model.output("abnormality_probabilities", "recordings", abnormalities);
    model.output("abnormality_shared_share", "recordings", 1);
    if (weights.hasHead("fibrillation")) {
      fibrillation(model, graph);
    }
    return model.toByteArray("dfnet", "einthoven");
  }

  private static void fibrillation(OnnxModel model, OnnxGraph graph) {
    model.input(
        "rhythm_beats", "stretches", RhythmPreparation.CHANNELS, BeatPreparation.WINDOW_SAMPLES);
    model.input("rhythm_features", "stretches", RhythmFeature.COUNT);
    Dfnet.Head<String> head = Dfnet.fibrillation(graph, "rhythm_beats", "rhythm_features");
    graph.name(graph.sigmoid(head.logits()), "fibrillation_probability");
    graph.name(head.sharedShare(), "fibrillation_shared_share");
    model.output("fibrillation_probability", "stretches", 1);
    model.output("fibrillation_shared_share", "stretches", 1);
  }
}
