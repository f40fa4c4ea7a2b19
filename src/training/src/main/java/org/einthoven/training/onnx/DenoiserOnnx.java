package org.einthoven.training.onnx;

import org.einthoven.training.network.Denoiser;
import org.einthoven.training.network.Weights;

/** The network of the beat generator as {@code model.onnx}. */
public final class DenoiserOnnx {

  private DenoiserOnnx() {}

  /** The bytes of the model file; the names of its inputs and outputs are part of the contract. */
  public static byte[] write(Weights weights, Denoiser.Shape shape, int classes) {
    OnnxModel model = new OnnxModel();
    OnnxGraph graph = new OnnxGraph(model, weights);
    model.input("noisy_beats", "beats", Denoiser.LEADS, Denoiser.SAMPLES);
    model.input("usual_beats", "beats", Denoiser.LEADS, Denoiser.SAMPLES);
    model.input("times", "beats", 1);
    model.input("classes", "beats", classes);
    String velocity =
        Denoiser.velocity(graph, shape, "noisy_beats", "usual_beats", "times", "classes", classes);
    graph.name(velocity, "velocities");
    model.output("velocities", "beats", Denoiser.LEADS, Denoiser.SAMPLES);
    return model.toByteArray("ecg-diffusion", "einthoven");
  }
}
