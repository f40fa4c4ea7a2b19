package org.einthoven.training.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An initialiser of a graph, as {@link OnnxModel} writes them: its values as raw bytes.
 *
 * @param name of the value in the graph
 * @param type the number of its element type
 * @param shape its sizes
 * @param raw its elements, little-endian
 */
record OnnxTensor(String name, int type, long[] shape, byte[] raw) {

  static final int FLOAT = 1;
  static final int INT8 = 3;
  static final int FLOAT16 = 10;

  private static final int DIMENSION = 1;
  private static final int DATA_TYPE = 2;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;

  static OnnxTensor of(byte[] message) {
    String name = "";
    int type = 0;
    byte[] raw = {};
    List<Long> shape = new ArrayList<>();
    for (ProtobufFields.Field field : ProtobufFields.of(message).fields()) {
      switch (field.number()) {
        case DIMENSION -> shape.add(field.whole());
        case DATA_TYPE -> type = (int) field.whole();
        case NAME -> name = new String(field.content(), StandardCharsets.UTF_8);
        case RAW_DATA -> raw = field.content();
        default -> throw new IllegalArgumentException("a tensor of a kind not written here");
      }
    }
    return new OnnxTensor(name, type, shape.stream().mapToLong(Long::longValue).toArray(), raw);
  }

  ProtobufWriter encode() {
    ProtobufWriter tensor = new ProtobufWriter();
    for (long size : shape) {
      tensor.integer(DIMENSION, size);
    }
    return tensor.integer(DATA_TYPE, type).text(NAME, name).bytes(RAW_DATA, raw);
  }

  float[] floats() {
    float[] values = new float[raw.length / Float.BYTES];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** The same values as 16-bit floats, rounded to the nearest. */
  OnnxTensor half(String as) {
    float[] values = floats();
    ByteBuffer halves =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      halves.putShort(HalfFloat.bits(value));
    }
    return new OnnxTensor(as, FLOAT16, shape, halves.array());
  }
}
