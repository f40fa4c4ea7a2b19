package org.einthoven.training.onnx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.training.onnx.ProtobufFields.Field;

/**
 * A graph of an ONNX model taken apart: nodes and initialisers, and everything else as it stands.
 */
final class OnnxParts {

  /** The last of the fields of a node that hold names: inputs, outputs, its own. */
  static final int NODE_NAME = 3;

  private static final int NODE = 1;
  private static final int INITIALISER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;

  final List<byte[]> nodes = new ArrayList<>();
  final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
  final Set<String> inputs = new LinkedHashSet<>();
  final Set<String> outputs = new LinkedHashSet<>();
  final List<Field> others = new ArrayList<>();

  static OnnxParts of(byte[] message) {
    OnnxParts parts = new OnnxParts();
    for (Field field : ProtobufFields.of(message).fields()) {
      switch (field.number()) {
        case NODE -> parts.nodes.add(field.content());
        case INITIALISER -> parts.put(OnnxTensor.of(field.content()));
        default -> {
          parts.others.add(field);
          if (field.number() == INPUT) {
            parts.inputs.add(name(field.content()));
          } else if (field.number() == OUTPUT) {
            parts.outputs.add(name(field.content()));
          }
        }
      }
    }
    return parts;
  }

  private static String name(byte[] valueInfo) {
    return new String(
        ProtobufFields.of(valueInfo).fields().get(0).content(), StandardCharsets.UTF_8);
  }

  void put(OnnxTensor tensor) {
    tensors.put(tensor.name(), tensor);
  }

  /** These initialisers and nodes before the nodes of another, which it is otherwise like. */
  OnnxParts followedBy(OnnxParts other) {
    nodes.addAll(other.nodes);
    others.addAll(other.others);
    return this;
  }

  ProtobufWriter encode() {
    ProtobufWriter graph = new ProtobufWriter();
    nodes.forEach(node -> graph.bytes(NODE, node));
    tensors.values().forEach(tensor -> graph.message(INITIALISER, tensor.encode()));
    others.forEach(field -> graph.encoded(field.encoded()));
    return graph;
  }
}
