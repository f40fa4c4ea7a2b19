package org.einthoven.training.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An ONNX model file in the making: the messages of {@code onnx.proto3} that a feed-forward network
 * needs, with the field numbers given there (IR version 8, operator set 17).
 */
final class OnnxModel {

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_INTS = 7;

  private final ProtobufWriter graph = new ProtobufWriter();

  /** An attribute of a node: a whole number, several, a fraction, or a word. */
  sealed interface Attribute {
    record Whole(String name, long value) implements Attribute {}

    record Wholes(String name, long... values) implements Attribute {}

    record Fraction(String name, float value) implements Attribute {}

    record Word(String name, String value) implements Attribute {}
  }

  void node(String operator, List<String> inputs, String output, Attribute... attributes) {
    graph.message(1, nodeMessage(operator, inputs, output, attributes));
  }

  static ProtobufWriter nodeMessage(
      String operator, List<String> inputs, String output, Attribute... attributes) {
    ProtobufWriter node = new ProtobufWriter();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    for (Attribute attribute : attributes) {
      node.message(5, encode(attribute));
    }
    return node;
  }

  private static ProtobufWriter encode(Attribute attribute) {
    ProtobufWriter encoded = new ProtobufWriter();
    if (attribute instanceof Attribute.Whole whole) {
      encoded.text(1, whole.name()).integer(3, whole.value()).integer(20, ATTRIBUTE_INT);
    } else if (attribute instanceof Attribute.Wholes wholes) {
      encoded.text(1, wholes.name());
      for (long value : wholes.values()) {
        encoded.integer(8, value);
      }
      encoded.integer(20, ATTRIBUTE_INTS);
    } else if (attribute instanceof Attribute.Fraction fraction) {
      encoded.text(1, fraction.name()).number(2, fraction.value()).integer(20, ATTRIBUTE_FLOAT);
    } else if (attribute instanceof Attribute.Word word) {
      encoded.text(1, word.name()).text(4, word.value()).integer(20, ATTRIBUTE_STRING);
    }
    return encoded;
  }

  void constant(String name, float[] values, long... shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    tensor(name, FLOAT, raw.array(), shape);
  }

  void constant(String name, long[] values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      raw.putLong(value);
    }
    tensor(name, INT64, raw.array(), values.length);
  }

  private void tensor(String name, int type, byte[] raw, long... shape) {
    ProtobufWriter tensor = new ProtobufWriter();
    for (long size : shape) {
      tensor.integer(1, size);
    }
    graph.message(5, tensor.integer(2, type).text(8, name).bytes(9, raw));
  }

  /**
   * Declares an input.
   *
   * @param rows the name of the size that varies
   */
  void input(String name, String rows, int... sizes) {
    graph.message(11, value(name, rows, sizes));
  }

  /** Declares an output. */
  void output(String name, String rows, int... sizes) {
    graph.message(12, value(name, rows, sizes));
  }

  private static ProtobufWriter value(String name, String rows, int... sizes) {
    ProtobufWriter shape = new ProtobufWriter();
    shape.message(1, new ProtobufWriter().text(2, rows));
    for (int size : sizes) {
      shape.message(1, new ProtobufWriter().integer(1, size));
    }
    ProtobufWriter tensor = new ProtobufWriter().integer(1, FLOAT).message(2, shape);
    return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }

  byte[] toByteArray(String name, String producer) {
    graph.text(2, name);
    return new ProtobufWriter()
        .integer(1, IR_VERSION)
        .text(2, producer)
        .message(7, graph)
        .message(8, new ProtobufWriter().text(1, "").integer(2, OPERATOR_SET))
        .toByteArray();
  }
}
