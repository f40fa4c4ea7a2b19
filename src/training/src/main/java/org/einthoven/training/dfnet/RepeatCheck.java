package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.einthoven.training.network.Weights;
import org.einthoven.training.run.EpochLog;

/** Trains one network twice from the same seed and compares all its numbers. */
final class RepeatCheck {

  private final DfnetTraining plan;
  private final Consumer<String> progress;

  RepeatCheck(DfnetTraining plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** Whether both trainings gave the same network bit for bit; says by how much they differ. */
  boolean same(TrainingData data, int epochs) throws IOException {
    Weights one = plan.finalNetwork(data, log(epochs, "first"));
    Weights other = plan.finalNetwork(data, log(epochs, "second"));
    int differing = 0;
    double largest = 0;
    int all = 0;
    for (Map.Entry<String, Weights.Array> array : one.arrays().entrySet()) {
      float[] here = array.getValue().values();
      float[] there = other.values(array.getKey());
      for (int i = 0; i < here.length; i++) {
        all++;
        if (Float.floatToIntBits(here[i]) != Float.floatToIntBits(there[i])) {
          differing++;
          largest = Math.max(largest, Math.abs(here[i] - there[i]));
        }
      }
    }
    progress.accept(
        differing == 0
            ? "the same network bit for bit: " + all + " numbers compared"
            : String.format(
                Locale.ROOT, "%d of %d numbers differ, the most by %g", differing, all, largest));
    return differing == 0;
  }

  private EpochLog log(int epochs, String which) {
    return EpochLog.keepingNothing(epochs, line -> progress.accept(which + ": " + line));
  }
}
