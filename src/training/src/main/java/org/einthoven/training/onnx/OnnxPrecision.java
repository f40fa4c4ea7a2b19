package org.einthoven.training.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.einthoven.training.onnx.OnnxModel.Attribute;
import org.einthoven.training.onnx.ProtobufFields.Field;

/**
 * Makes smaller models of one that {@link OnnxModel} wrote, with the same inputs and outputs in
 * 32-bit floats.
 */
public enum OnnxPrecision {
  /** As it is. */
  FP32 {
    @Override
    OnnxParts rewritten(OnnxParts graph) {
      return graph;
    }
  },
  /** Weights are kept in 16-bit floats and computed with in 32 bits. */
  FP16_WEIGHTS {
    @Override
    OnnxParts rewritten(OnnxParts graph) {
      OnnxParts rewritten = new OnnxParts();
      for (OnnxTensor tensor : graph.tensors.values()) {
        if (tensor.type() == OnnxTensor.FLOAT) {
          rewritten.put(tensor.half(tensor.name() + HALF));
          rewritten.nodes.add(cast(tensor.name() + HALF, tensor.name(), OnnxTensor.FLOAT));
        } else {
          rewritten.put(tensor);
        }
      }
      return rewritten.followedBy(graph);
    }
  },
  /** Everything between inputs and outputs is in 16-bit floats. */
  FP16 {
    @Override
    OnnxParts rewritten(OnnxParts graph) {
      OnnxParts rewritten = new OnnxParts();
      graph.inputs.forEach(
          input -> rewritten.nodes.add(cast(input, input + HALF, OnnxTensor.FLOAT16)));
      for (OnnxTensor tensor : graph.tensors.values()) {
        rewritten.put(tensor.type() == OnnxTensor.FLOAT ? tensor.half(tensor.name()) : tensor);
      }
      Set<String> ends = new LinkedHashSet<>(graph.inputs);
      ends.addAll(graph.outputs);
      for (byte[] node : graph.nodes) {
        rewritten.nodes.add(renamed(node, ends));
      }
      graph.outputs.forEach(
          output -> rewritten.nodes.add(cast(output + HALF, output, OnnxTensor.FLOAT)));
      rewritten.others.addAll(graph.others);
      return rewritten;
    }
  },
  /**
   * The weights of convolutions and dense layers are kept in 8 bits, symmetric, with a scale for
   * each output channel, and computed with in 32-bit floats.
   */
  INT8_WEIGHTS {
    @Override
    OnnxParts rewritten(OnnxParts graph) {
      OnnxParts rewritten = new OnnxParts();
      for (OnnxTensor tensor : graph.tensors.values()) {
        if (tensor.type() == OnnxTensor.FLOAT && tensor.shape().length > 1) {
          quantise(tensor, rewritten);
        } else {
          rewritten.put(tensor);
        }
      }
      return rewritten.followedBy(graph);
    }
  };

  private static final String HALF = ".half";
  private static final int GRAPH = 7;

  /** The largest whole number that a weight of 8 bits is stored as. */
  public static final int LARGEST_INT8 = 127;

  abstract OnnxParts rewritten(OnnxParts graph);

  /**
   * The model in this precision.
   *
   * @param model bytes of a model in 32-bit floats
   * @throws IllegalArgumentException where the bytes are no model
   */
  public byte[] of(byte[] model) {
    if (this == FP32) {
      return model;
    }
    ProtobufWriter written = new ProtobufWriter();
    for (Field field : ProtobufFields.of(model).fields()) {
      if (field.number() == GRAPH) {
        written.bytes(GRAPH, rewritten(OnnxParts.of(field.content())).encode().toByteArray());
      } else {
        written.encoded(field.encoded());
      }
    }
    return written.toByteArray();
  }

  /**
   * Weights as they are after having been kept in this precision, for the precisions that keep
   * weights alone.
   *
   * @param values row-major, the first size being that of the output channels
   * @param channels how many output channels there are
   */
  public float[] kept(float[] values, int channels) {
    float[] kept = new float[values.length];
    int size = values.length / channels;
    for (int channel = 0; channel < channels; channel++) {
      float scale = scale(values, channel * size, size);
      for (int i = channel * size; i < (channel + 1) * size; i++) {
        kept[i] =
            switch (this) {
              case FP32 -> values[i];
              case FP16, FP16_WEIGHTS -> HalfFloat.rounded(values[i]);
              case INT8_WEIGHTS -> Math.round(values[i] / scale) * scale;
            };
      }
    }
    return kept;
  }

  private static float scale(float[] values, int from, int size) {
    float largest = 0;
    for (int i = from; i < from + size; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest == 0 ? 1 : largest / LARGEST_INT8;
  }

  private static void quantise(OnnxTensor tensor, OnnxParts into) {
    float[] values = tensor.floats();
    int channels = Math.toIntExact(tensor.shape()[0]);
    int size = values.length / channels;
    byte[] whole = new byte[values.length];
    ByteBuffer scales = ByteBuffer.allocate(channels * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int channel = 0; channel < channels; channel++) {
      float scale = scale(values, channel * size, size);
      scales.putFloat(scale);
      for (int i = channel * size; i < (channel + 1) * size; i++) {
        whole[i] = (byte) Math.round(values[i] / scale);
      }
    }
    String name = tensor.name();
    long[] perChannel = {channels};
    into.put(new OnnxTensor(name + ".int8", OnnxTensor.INT8, tensor.shape(), whole));
    into.put(new OnnxTensor(name + ".scale8", OnnxTensor.FLOAT, perChannel, scales.array()));
    into.put(new OnnxTensor(name + ".zero8", OnnxTensor.INT8, perChannel, new byte[channels]));
    into.nodes.add(
        OnnxModel.nodeMessage(
                "DequantizeLinear",
                List.of(name + ".int8", name + ".scale8", name + ".zero8"),
                name,
                new Attribute.Whole("axis", 0))
            .toByteArray());
  }

  private static byte[] cast(String from, String to, int type) {
    return OnnxModel.nodeMessage("Cast", List.of(from), to, new Attribute.Whole("to", type))
        .toByteArray();
  }

  /** A node, with another name wherever it names an input or an output of the graph. */
  private static byte[] renamed(byte[] node, Set<String> ends) {
    ProtobufWriter renamed = new ProtobufWriter();
    for (Field field : ProtobufFields.of(node).fields()) {
      boolean isName = field.number() <= OnnxParts.NODE_NAME;
      String name = isName ? new String(field.content(), StandardCharsets.UTF_8) : "";
      if (ends.contains(name)) {
        renamed.text(field.number(), name + HALF);
      } else {
        renamed.encoded(field.encoded());
      }
    }
    return renamed.toByteArray();
  }
}
