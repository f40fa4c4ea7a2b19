package org.einthoven.training.onnx;

import java.util.List;
import org.einthoven.training.network.Weights;
import org.einthoven.training.onnx.OnnxModel.Attribute;

/**
 * The weights of a gated recurrent unit as the ONNX operator GRU reads them: its gates stand in the
 * order update, reset, new; those of libtorch in the order reset, update, new.
 */
final class OnnxGru {

  /** Where libtorch has the gate that ONNX has first, second and third. */
  private static final int[] GATES = {1, 0, 2};

  private final Weights weights;
  private final String name;
  private final int in;
  private final int hidden;
  private final List<String> ways;

  OnnxGru(Weights weights, String name, int in, int hidden, boolean bothWays) {
    this.weights = weights;
    this.name = name;
    this.in = in;
    this.hidden = hidden;
    this.ways = bothWays ? List.of("forward", "backward") : List.of("forward");
  }

  int ways() {
    return ways.size();
  }

  String input() {
    return name + ".W";
  }

  String state() {
    return name + ".R";
  }

  String bias() {
    return name + ".B";
  }

  Attribute[] attributes() {
    return new Attribute[] {
      new Attribute.Whole("hidden_size", hidden),
      new Attribute.Whole("linear_before_reset", 1),
      new Attribute.Word("direction", ways.size() == 2 ? "bidirectional" : "forward")
    };
  }

  void write(OnnxModel model) {
    model.constant(input(), gates(List.of(".input"), in), ways(), 3L * hidden, in);
    model.constant(state(), gates(List.of(".state"), hidden), ways(), 3L * hidden, hidden);
    model.constant(bias(), gates(List.of(".input.bias", ".state.bias"), 1), ways(), 6L * hidden);
  }

  private float[] gates(List<String> kinds, int columns) {
    int gate = hidden * columns;
    float[] ordered = new float[ways() * kinds.size() * 3 * gate];
    int next = 0;
    for (String way : ways) {
      for (String kind : kinds) {
        float[] values = weights.values(name + "." + way + kind);
        for (int from : GATES) {
          System.arraycopy(values, from * gate, ordered, next, gate);
          next += gate;
        }
      }
    }
    return ordered;
  }
}
