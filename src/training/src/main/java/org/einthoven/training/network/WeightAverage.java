package org.einthoven.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The moving average of the weights, which generalises better than the last ones. */
@SuppressWarnings("try") // a scope works by being open
public final class WeightAverage {
  private final double decay;
  private final List<Followed> followed = new ArrayList<>();

  private record Followed(Tensor tensor, Tensor average) {}

  /** Follows tensors from where they are now. */
  public WeightAverage(Map<String, Tensor> tensors, double decay) {
    this.decay = decay;
    for (Tensor tensor : tensors.values()) {
      Tensor average = Tensor.create(TorchGraph.values(tensor), TorchGraph.shape(tensor));
      followed.add(new Followed(tensor, average));
    }
  }

  /** Takes in what the tensors are after a step; the first steps are soon forgotten. */
  public void follow(int step) {
    double kept = Math.min(decay, (1.0 + step) / (10 + step));
    Scalar share = new Scalar(1 - kept);
    for (Followed pair : followed) {
      pair.average.lerp_(pair.tensor.detach(), share);
    }
  }

  /** The averages, in the order of the tensors. */
  public List<float[]> values() {
    return followed.stream().map(pair -> TorchGraph.values(pair.average)).toList();
  }

  /** Goes on from averages that {@link #values} gave. */
  public void restore(List<float[]> values) {
    for (int i = 0; i < followed.size(); i++) {
      followed.get(i).average.data_ptr_float().put(values.get(i));
    }
  }

  /** Puts the averages in the place of the tensors. */
  public void replace() {
    try (NoGradGuard guard = new NoGradGuard()) {
      for (Followed pair : followed) {
        pair.tensor.copy_(pair.average);
      }
    }
  }
}
