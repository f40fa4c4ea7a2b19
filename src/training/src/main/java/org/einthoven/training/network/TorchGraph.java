package org.einthoven.training.network;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Computes a network with libtorch and keeps its weights. */
public final class TorchGraph implements Graph<Tensor> {

  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  private final TorchWeights kept;
  private final DfnetVariant variant;
  private boolean training;

  /** A network yet to be trained. */
  public TorchGraph(long seed) {
    this(seed, DfnetVariant.SHIPPED);
  }

  /** A variant yet to be trained. */
  public TorchGraph(long seed, DfnetVariant variant) {
    this.kept = new TorchWeights(seed);
    this.variant = variant;
  }

  /** A network with weights. */
  public TorchGraph(Weights weights) {
    this(weights, DfnetVariant.SHIPPED);
  }

  /** A variant with weights. */
  public TorchGraph(Weights weights, DfnetVariant variant) {
    this(0, variant);
    kept.keep(weights);
  }

  @Override
  public DfnetVariant variant() {
    return variant;
  }

  /** Whether dropout drops and batch normalisation follows the batch. */
  public void training(boolean on) {
    this.training = on;
  }

  /** Everything kept, by name. */
  public Map<String, Tensor> tensors() {
    return kept.tensors();
  }

  /** The tensors that the optimiser changes. */
  public TensorVector trainedTensors() {
    return kept.trained();
  }

  /** Sets an array that is not trained. */
  public void set(String name, float[] values) {
    kept.set(name, values);
  }

  /** A copy of all weights. */
  public Weights weights() {
    return kept.copy();
  }

  /** The values of a tensor. */
  public static float[] values(Tensor tensor) {
    return TorchWeights.values(tensor);
  }

  /** The sizes of a tensor. */
  public static long[] shape(Tensor tensor) {
    return TorchWeights.shape(tensor);
  }

  private Tensor weight(String name, int fanIn, long... shape) {
    return kept.drawn(name, fanIn, shape);
  }

  private Tensor constant(String name, float value, int count, boolean isTrained) {
    return kept.constant(name, value, count, isTrained);
  }

  @Override
  public Tensor convolution(
      String name, Tensor signal, int in, int out, int kernel, int stride, int groups) {
    Tensor weight = weight(name + ".weight", in / groups * kernel, out, in / groups, kernel);
    return torch.conv1d(
        signal,
        weight,
        new TensorOptional(),
        new long[] {stride},
        new long[] {kernel / 2},
        new long[] {1},
        groups);
  }

  @Override
  public Tensor dilated(String name, Tensor signal, int channels, int kernel, int dilation) {
    return torch.conv1d(
        signal,
        weight(name + ".weight", kernel, channels, 1, kernel),
        new TensorOptional(),
        new long[] {1},
        new long[] {(long) (kernel / 2) * dilation},
        new long[] {dilation},
        channels);
  }

  @Override
  public Tensor widen(String name, Tensor signal, int in, int out, int factor) {
    Tensor weight = weight(name + ".weight", 2 * in, in, out, 2L * factor);
    return torch.conv_transpose1d(
        signal,
        weight,
        new TensorOptional(),
        new long[] {factor},
        new long[] {factor / 2},
        new long[] {0},
        1,
        1);
  }

  @Override
  public Tensor batchNorm(String name, Tensor signal, int channels) {
    return torch.batch_norm(
        signal,
        new TensorOptional(constant(name + ".scale", 1, channels, true)),
        new TensorOptional(constant(name + ".shift", 0, channels, true)),
        new TensorOptional(constant(name + ".mean", 0, channels, false)),
        new TensorOptional(constant(name + ".variance", 1, channels, false)),
        training,
        MOMENTUM,
        EPSILON,
        false);
  }

  @Override
  public Tensor groupNorm(String name, Tensor signal, int channels, int groups) {
    return torch.group_norm(
        signal,
        groups,
        new TensorOptional(constant(name + ".scale", 1, channels, true)),
        new TensorOptional(constant(name + ".shift", 0, channels, true)),
        EPSILON,
        false);
  }

  @Override
  public Tensor gru(String name, Tensor signal, int in, int hidden, boolean bothWays) {
    TensorVector weights = new TensorVector();
    for (String way : bothWays ? List.of("forward", "backward") : List.of("forward")) {
      String own = name + "." + way;
      weights.push_back(weight(own + ".input", hidden, 3L * hidden, in));
      weights.push_back(weight(own + ".state", hidden, 3L * hidden, hidden));
      weights.push_back(weight(own + ".input.bias", hidden, 3L * hidden));
      weights.push_back(weight(own + ".state.bias", hidden, 3L * hidden));
    }
    Tensor start = torch.zeros(bothWays ? 2 : 1, signal.size(0), hidden);
    Tensor inTime = signal.permute(2, 0, 1);
    return torch
        .gru(inTime, start, weights, true, 1, 0, training, bothWays, false)
        .get0()
        .permute(1, 2, 0)
        .contiguous();
  }

  @Override
  public Tensor dense(String name, Tensor vector, int in, int out) {
    Tensor weight = weight(name + ".weight", in, out, in);
    return torch.linear(vector, weight, new TensorOptional(weight(name + ".bias", in, out)));
  }

  @Override
  public Tensor standardise(String name, Tensor vector, int columns) {
    return vector
        .sub(constant(name + ".mean", 0, columns, false))
        .mul(constant(name + ".factor", 1, columns, false));
  }

  @Override
  public Tensor offset(String name, Tensor vector, int columns) {
    return vector.add(constant(name, 0, columns, false));
  }

  @Override
  public Tensor relu(Tensor tensor) {
    return torch.relu(tensor);
  }

  @Override
  public Tensor sigmoid(Tensor tensor) {
    return torch.sigmoid(tensor);
  }

  @Override
  public Tensor silu(Tensor tensor) {
    return torch.silu(tensor);
  }

  @Override
  public Tensor sine(Tensor tensor) {
    return torch.sin(tensor);
  }

  @Override
  public Tensor softmax(Tensor vector) {
    return torch.softmax(vector, 1);
  }

  @Override
  public Tensor meanOverTime(Tensor signal) {
    return signal.mean(2L);
  }

  @Override
  public Tensor scaleChannels(Tensor signal, Tensor vector, int channels) {
    return signal.mul(vector.reshape(-1, channels, 1));
  }

  @Override
  public Tensor shiftChannels(Tensor signal, Tensor vector, int channels) {
    return signal.add(vector.reshape(-1, channels, 1));
  }

  @Override
  public Tensor multiply(Tensor tensor, float factor) {
    return tensor.mul(new Scalar(factor));
  }

  @Override
  public Tensor clip(Tensor tensor, float low, float high) {
    return tensor.clamp_min(new Scalar(low)).clamp_max(new Scalar(high));
  }

  @Override
  public Tensor add(Tensor one, Tensor other) {
    return one.add(other);
  }

  @Override
  public Tensor join(List<Tensor> parts) {
    return torch.cat(new TensorVector(parts.toArray(new Tensor[0])), 1);
  }

  @Override
  public Tensor channels(Tensor signal, int from, int count) {
    return signal.narrow(1, from, count);
  }

  @Override
  public Tensor swap(Tensor signal) {
    return signal.transpose(1, 2);
  }

  @Override
  public Tensor reshape(Tensor tensor, int... sizes) {
    long[] shape = new long[sizes.length + 1];
    shape[0] = -1;
    for (int i = 0; i < sizes.length; i++) {
      shape[i + 1] = sizes[i];
    }
    return tensor.reshape(shape);
  }

  @Override
  public Tensor mix(Tensor one, Tensor other, Tensor weight) {
    return other.add(one.sub(other).mul(weight));
  }

  @Override
  public Tensor dropout(Tensor tensor, double share) {
    return training ? torch.dropout(tensor, share, true) : tensor;
  }
}
