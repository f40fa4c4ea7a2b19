package org.einthoven.training.dfnet;

import java.util.Map;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.ModelFolder;
import org.einthoven.training.onnx.OnnxGates;

/** What is done to a task's gate to see what it is worth. */
enum GateVariant {
  TRAINED("trained", "as trained: its weight depends on the input"),
  MEAN("frozenAtMean", "frozen at its mean"),
  OWN("ownFeaturesOnly", "the task's own features only (weight 0)"),
  SHARED("sharedFeaturesOnly", "shared features only (weight 1)");

  private final String field;
  private final String words;

  GateVariant(String field, String words) {
    this.field = field;
    this.words = words;
  }

  /** Its name in JSON. */
  String field() {
    return field;
  }

  String words() {
    return words;
  }

  /** The model with the gate of a task treated so. */
  DfnetModel of(ModelFolder folder, String task, double mean) {
    double share =
        switch (this) {
          case TRAINED -> Double.NaN;
          case MEAN -> mean;
          case OWN -> 0;
          case SHARED -> 1;
        };
    return DfnetModel.tryOut(
        folder,
        weights -> this == TRAINED ? weights : OnnxGates.frozen(weights, Map.of(task, share)));
  }
}
