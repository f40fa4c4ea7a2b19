package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.training.network.TorchGraph;

/** The moving average of the weights, which generalises better than the last ones. */
@SuppressWarnings("try") // a scope works by being open
final class WeightAverage {
  private final double decay;
  private final List<Followed> followed = new ArrayList<>();

  private record Followed(Tensor tensor, Tensor average) {}

  WeightAverage(Map<String, Tensor> tensors, double decay) {
    this.decay = decay;
    for (Tensor tensor : tensors.values()) {
      Tensor average = Tensor.create(TorchGraph.values(tensor), TorchGraph.shape(tensor));
      followed.add(new Followed(tensor, average));
    }
  }

  void follow(int step) {
    double kept = Math.min(decay, (1.0 + step) / (10 + step));
    Scalar share = new Scalar(1 - kept);
    for (Followed pair : followed) {
      pair.average.lerp_(pair.tensor.detach(), share);
    }
  }

  void replace() {
    try (NoGradGuard guard = new NoGradGuard()) {
      for (Followed pair : followed) {
        pair.tensor.copy_(pair.average);
      }
    }
  }
}
