package org.einthoven.training.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einthoven.training.network.Denoiser;

/**
 * How a generator is trained.
 *
 * @param shape of the network
 * @param epochs of {@value DiffusionTrainer#STEPS_OF_EPOCH} steps
 * @param batch beats of a step
 * @param learningRate the highest of the one-cycle schedule
 * @param weightDecay of AdamW
 * @param average the decay of the moving average of the weights
 * @param withoutClass how often a beat is shown without its class, for guidance
 * @param withoutUsual how often a beat is shown without the patient's usual beat
 * @param classShares how often N, S, V and F are shown
 */
record DiffusionSettings(
    Denoiser.Shape shape,
    int epochs,
    int batch,
    double learningRate,
    double weightDecay,
    double average,
    double withoutClass,
    double withoutUsual,
    List<Double> classShares) {

  /** What {@code train diffusion} uses. */
  static final DiffusionSettings DEFAULT =
      new DiffusionSettings(
          new Denoiser.Shape(48, 64, 64, 48, true),
          30,
          64,
          3e-3,
          1e-3,
          0.998,
          0.1,
          0.2,
          List.of(0.3, 0.25, 0.3, 0.15));

  DiffusionSettings lasting(int otherEpochs) {
    return new DiffusionSettings(
        shape,
        otherEpochs,
        batch,
        learningRate,
        weightDecay,
        average,
        withoutClass,
        withoutUsual,
        classShares);
  }

  /** The same with convolutions in the place of the recurrent unit, for the ablation. */
  DiffusionSettings withoutRecurrence() {
    return shaped(new Denoiser.Shape(shape.coarse(), shape.narrow(), shape.embedding(), 0, false));
  }

  DiffusionSettings shaped(Denoiser.Shape other) {
    return new DiffusionSettings(
        other,
        epochs,
        batch,
        learningRate,
        weightDecay,
        average,
        withoutClass,
        withoutUsual,
        classShares);
  }

  /** By name, for the manifest. */
  Map<String, String> byName() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("widths", shape.coarse() + ", " + shape.narrow());
    names.put("embedding", String.valueOf(shape.embedding()));
    names.put("recurrent", shape.recurrent() + (shape.bothWays() ? ", both ways" : ""));
    names.put("steps", String.valueOf(epochs * DiffusionTrainer.STEPS_OF_EPOCH));
    names.put("batch", String.valueOf(batch));
    names.put("learningRate", String.valueOf(learningRate));
    names.put("weightDecay", String.valueOf(weightDecay));
    names.put("average", String.valueOf(average));
    names.put("withoutClass", String.valueOf(withoutClass));
    names.put("withoutUsual", String.valueOf(withoutUsual));
    names.put("classShares", classShares.toString());
    return names;
  }
}
