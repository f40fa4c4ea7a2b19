package org.einthoven.training.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.einthoven.training.network.Graph;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.OnnxModel.Attribute;

/** Records a trained network as ONNX; a tensor is the name of a value. */
final class OnnxGraph implements Graph<String> {

  private static final float EPSILON = 1e-5f;

  private final OnnxModel model;
  private final Weights weights;
  private final Set<String> written = new HashSet<>();
  private int values;

  OnnxGraph(OnnxModel model, Weights weights) {
    this.model = model;
    this.weights = weights;
  }

  private String node(String operator, List<String> inputs, Attribute... attributes) {
    String output = "v" + values++;
    model.node(operator, inputs, output, attributes);
    return output;
  }

  private String weight(String name) {
    if (written.add(name)) {
      Weights.Array array = weights.arrays().get(name);
      if (array == null) {
        throw new IllegalArgumentException("no weights " + name);
      }
      model.constant(name, array.values(), array.shape());
    }
    return name;
  }

  private String sizes(long... sizes) {
    StringBuilder name = new StringBuilder("sizes");
    for (long size : sizes) {
      name.append('_').append(size);
    }
    if (written.add(name.toString())) {
      model.constant(name.toString(), sizes);
    }
    return name.toString();
  }

  @Override
  public String convolution(
      String name, String signal, int in, int out, int kernel, int stride, int groups) {
    return node(
        "Conv",
        List.of(signal, weight(name + ".weight")),
        new Attribute.Whole("group", groups),
        new Attribute.Wholes("kernel_shape", kernel),
        new Attribute.Wholes("pads", kernel / 2, kernel / 2),
        new Attribute.Wholes("strides", stride));
  }

  @Override
  public String dilated(String name, String signal, int channels, int kernel, int dilation) {
    long beyond = (long) (kernel / 2) * dilation;
    return node(
        "Conv",
        List.of(signal, weight(name + ".weight")),
        new Attribute.Wholes("dilations", dilation),
        new Attribute.Whole("group", channels),
        new Attribute.Wholes("kernel_shape", kernel),
        new Attribute.Wholes("pads", beyond, beyond));
  }

  @Override
  public String widen(String name, String signal, int in, int out, int factor) {
    return node(
        "ConvTranspose",
        List.of(signal, weight(name + ".weight")),
        new Attribute.Wholes("kernel_shape", 2L * factor),
        new Attribute.Wholes("pads", factor / 2, factor / 2),
        new Attribute.Wholes("strides", factor));
  }

  @Override
  public String batchNorm(String name, String signal, int channels) {
    return node(
        "BatchNormalization",
        List.of(
            signal,
            weight(name + ".scale"),
            weight(name + ".shift"),
            weight(name + ".mean"),
            weight(name + ".variance")),
        new Attribute.Fraction("epsilon", EPSILON));
  }

  /** An instance normalisation of the groups: operator set 17 has no group normalisation. */
  @Override
  public String groupNorm(String name, String signal, int channels, int groups) {
    String grouped = node("Reshape", List.of(signal, sizes(0, groups, -1)));
    String normal =
        node(
            "InstanceNormalization",
            List.of(grouped, repeated(1, groups), repeated(0, groups)),
            new Attribute.Fraction("epsilon", EPSILON));
    String apart = node("Reshape", List.of(normal, sizes(0, channels, -1)));
    String scaled = node("Mul", List.of(apart, column(name + ".scale", channels)));
    return node("Add", List.of(scaled, column(name + ".shift", channels)));
  }

  private String repeated(float value, int times) {
    String name = "repeated_" + value + "_" + times;
    if (written.add(name)) {
      float[] values = new float[times];
      Arrays.fill(values, value);
      model.constant(name, values, times);
    }
    return name;
  }

  /** A weight of each channel as [channels][1]. */
  private String column(String name, int channels) {
    if (written.add(name)) {
      model.constant(name, weights.values(name), channels, 1);
    }
    return name;
  }

  @Override
  public String gru(String name, String signal, int in, int hidden, boolean bothWays) {
    OnnxGru gru = new OnnxGru(weights, name, in, hidden, bothWays);
    if (written.add(name)) {
      gru.write(model);
    }
    String inTime = node("Transpose", List.of(signal), new Attribute.Wholes("perm", 2, 0, 1));
    String states =
        node("GRU", List.of(inTime, gru.input(), gru.state(), gru.bias()), gru.attributes());
    String inRows = node("Transpose", List.of(states), new Attribute.Wholes("perm", 2, 1, 3, 0));
    return node("Reshape", List.of(inRows, sizes(0, (long) gru.ways() * hidden, -1)));
  }

  @Override
  public String dense(String name, String vector, int in, int out) {
    return node(
        "Gemm",
        List.of(vector, weight(name + ".weight"), weight(name + ".bias")),
        new Attribute.Whole("transB", 1));
  }

  @Override
  public String standardise(String name, String vector, int columns) {
    String centred = node("Sub", List.of(vector, weight(name + ".mean")));
    return node("Mul", List.of(centred, weight(name + ".factor")));
  }

  @Override
  public String offset(String name, String vector, int columns) {
    return node("Add", List.of(vector, weight(name)));
  }

  @Override
  public String relu(String tensor) {
    return node("Relu", List.of(tensor));
  }

  @Override
  public String sigmoid(String tensor) {
    return node("Sigmoid", List.of(tensor));
  }

  @Override
  public String silu(String tensor) {
    return node("Mul", List.of(tensor, sigmoid(tensor)));
  }

  @Override
  public String sine(String tensor) {
    return node("Sin", List.of(tensor));
  }

  @Override
  public String softmax(String vector) {
    return node("Softmax", List.of(vector), new Attribute.Whole("axis", 1));
  }

  @Override
  public String meanOverTime(String signal) {
    return node(
        "ReduceMean",
        List.of(signal),
        new Attribute.Wholes("axes", 2),
        new Attribute.Whole("keepdims", 0));
  }

  @Override
  public String scaleChannels(String signal, String vector, int channels) {
    String column = node("Reshape", List.of(vector, sizes(-1, channels, 1)));
    return node("Mul", List.of(signal, column));
  }

  @Override
  public String shiftChannels(String signal, String vector, int channels) {
    String column = node("Reshape", List.of(vector, sizes(-1, channels, 1)));
    return node("Add", List.of(signal, column));
  }

  @Override
  public String multiply(String tensor, float factor) {
    return node("Mul", List.of(tensor, factor(factor)));
  }

  private String factor(float factor) {
    String name = "factor_" + factor;
    if (written.add(name)) {
      model.constant(name, new float[] {factor});
    }
    return name;
  }

  @Override
  public String clip(String tensor, float low, float high) {
    return node("Min", List.of(node("Max", List.of(tensor, factor(low))), factor(high)));
  }

  @Override
  public String add(String one, String other) {
    return node("Add", List.of(one, other));
  }

  @Override
  public String join(List<String> tensors) {
    return node("Concat", tensors, new Attribute.Whole("axis", 1));
  }

  @Override
  public String channels(String signal, int from, int count) {
    return node("Slice", List.of(signal, sizes(from), sizes(from + (long) count), sizes(1)));
  }

  @Override
  public String swap(String signal) {
    return node("Transpose", List.of(signal), new Attribute.Wholes("perm", 0, 2, 1));
  }

  @Override
  public String reshape(String tensor, int... sizes) {
    List<Long> shape = new ArrayList<>(List.of(-1L));
    for (int size : sizes) {
      shape.add((long) size);
    }
    long[] array = shape.stream().mapToLong(Long::longValue).toArray();
    return node("Reshape", List.of(tensor, sizes(array)));
  }

  @Override
  public String mix(String one, String other, String weight) {
    String share = node("Mul", List.of(node("Sub", List.of(one, other)), weight));
    return node("Add", List.of(other, share));
  }

  @Override
  public String dropout(String tensor, double share) {
    return tensor;
  }

  void name(String tensor, String output) {
    model.node("Identity", List.of(tensor), output);
  }
}
