package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.training.evaluation.TemperatureScaling;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.Weights;

/**
 * The temperature of the beat head's softmax. It needs no operator in the graph: dividing the last
 * layer and the offsets by it is the same.
 */
final class BeatTemperature {

  private BeatTemperature() {}

  /**
   * The temperature for beats that networks judged without having seen their patients.
   *
   * @param judged such as whole records and pieces
   * @param offsets those that ship
   */
  static double of(List<DfnetChoices.Judged> judged, double[] offsets) {
    List<float[]> logits = new ArrayList<>();
    int beats = judged.stream().mapToInt(some -> some.beats().size()).sum();
    int[] columns = new int[beats];
    for (DfnetChoices.Judged some : judged) {
      for (int i = 0; i < some.beats().size(); i++) {
        columns[logits.size()] = some.beats().classes()[i].column();
        logits.add(plus(some.logits().get(i), offsets));
      }
    }
    return TemperatureScaling.temperature(logits, columns);
  }

  /** A network, its offsets set, that answers at a temperature. */
  static Weights applied(Weights weights, double temperature) {
    return weights.scaled(1 / temperature, "beat.out.weight", "beat.out.bias", Dfnet.BEAT_OFFSET);
  }

  static float[] plus(float[] logits, double[] offsets) {
    float[] moved = logits.clone();
    for (int c = 0; c < moved.length; c++) {
      moved[c] += (float) offsets[c];
    }
    return moved;
  }
}
