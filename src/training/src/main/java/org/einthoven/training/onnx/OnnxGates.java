package org.einthoven.training.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.einthoven.training.onnx.ProtobufFields.Field;

/**
 * Freezes gates of a model that {@link DfnetOnnx} wrote: the weights of a gate's dense layer become
 * zero and its bias the logit of a share, so that it gives this share to every input. Everything
 * else stays as it was trained.
 */
public final class OnnxGates {

  private static final int GRAPH = 7;

  /** Beyond this logit the sigmoid of 32-bit floats is 0 or 1. */
  private static final double FARTHEST = 40;

  private OnnxGates() {}

  /**
   * The model with some gates frozen.
   *
   * @param model bytes of a model in 32-bit floats
   * @param shares of the shared features, 0 to 1, by the name of the task
   * @throws IllegalArgumentException where the model has no gate of such a task
   */
  public static byte[] frozen(byte[] model, Map<String, Double> shares) {
    ProtobufWriter written = new ProtobufWriter();
    for (Field field : ProtobufFields.of(model).fields()) {
      if (field.number() == GRAPH) {
        OnnxParts parts = OnnxParts.of(field.content());
        shares.forEach((task, share) -> freeze(parts, task, share));
        written.bytes(GRAPH, parts.encode().toByteArray());
      } else {
        written.encoded(field.encoded());
      }
    }
    return written.toByteArray();
  }

  private static void freeze(OnnxParts parts, String task, double share) {
    OnnxTensor weight = parts.tensors.get(task + ".gate.weight");
    OnnxTensor bias = parts.tensors.get(task + ".gate.bias");
    if (weight == null || bias == null || bias.raw().length != Float.BYTES) {
      throw new IllegalArgumentException("the model has no gate of the task " + task);
    }
    double logit = Math.max(-FARTHEST, Math.min(FARTHEST, Math.log(share / (1 - share))));
    byte[] raw =
        ByteBuffer.allocate(Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat((float) logit)
            .array();
    parts.put(
        new OnnxTensor(
            weight.name(), weight.type(), weight.shape(), new byte[weight.raw().length]));
    parts.put(new OnnxTensor(bias.name(), bias.type(), bias.shape(), raw));
  }
}
