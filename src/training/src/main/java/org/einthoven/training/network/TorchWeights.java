package org.einthoven.training.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The weights of a network as libtorch's tensors. Those that are met for the first time are drawn
 * from a seed, uniform within ±1/√(inputs of a unit).
 */
final class TorchWeights {

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, Boolean> trained = new LinkedHashMap<>();
  private final SplittableRandom random;

  TorchWeights(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Takes over all weights. */
  void keep(Weights weights) {
    weights
        .arrays()
        .forEach((name, array) -> put(name, array.values(), array.trained(), array.shape()));
  }

  /** Everything kept, by name. */
  Map<String, Tensor> tensors() {
    return tensors;
  }

  /** The tensors that the optimiser changes. */
  TensorVector trained() {
    TensorVector vector = new TensorVector();
    tensors.forEach(
        (name, tensor) -> {
          if (Boolean.TRUE.equals(trained.get(name))) {
            vector.push_back(tensor);
          }
        });
    return vector;
  }

  /** Sets an array that is not trained. */
  void set(String name, float[] values) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      put(name, values, false, values.length);
    } else {
      tensor.data_ptr_float().put(values);
    }
  }

  /** A copy of all weights. */
  Weights copy() {
    Map<String, Weights.Array> arrays = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            arrays.put(
                name,
                new Weights.Array(
                    shape(tensor), Boolean.TRUE.equals(trained.get(name)), values(tensor))));
    return new Weights(arrays);
  }

  /** The values of a tensor. */
  static float[] values(Tensor tensor) {
    try (Tensor dense = tensor.detach().contiguous()) {
      float[] values = new float[Math.toIntExact(dense.numel())];
      new FloatPointer(dense.data_ptr_float()).get(values);
      return values;
    }
  }

  /** The sizes of a tensor. */
  static long[] shape(Tensor tensor) {
    long[] shape = new long[Math.toIntExact(tensor.dim())];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.size(i);
    }
    return shape;
  }

  /** The weights of that name, drawn where there are none yet. */
  Tensor drawn(String name, int fanIn, long... shape) {
    Tensor known = tensors.get(name);
    if (known != null) {
      return known;
    }
    double bound = 1 / Math.sqrt(fanIn);
    float[] values = new float[(int) LongStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return put(name, values, true, shape);
  }

  /** The array of that name, of one value where there is none yet. */
  Tensor constant(String name, float value, int count, boolean isTrained) {
    Tensor known = tensors.get(name);
    if (known != null) {
      return known;
    }
    float[] values = new float[count];
    Arrays.fill(values, value);
    return put(name, values, isTrained, count);
  }

  private Tensor put(String name, float[] values, boolean isTrained, long... shape) {
    Tensor tensor = Tensor.create(values, shape);
    tensor.set_requires_grad(isTrained);
    tensors.put(name, tensor);
    trained.put(name, isTrained);
    return tensor;
  }
}
