package org.einthoven.training.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The mean losses of an epoch.
 *
 * @param epoch from 1
 * @param lossOfTask by the task's name, in their order
 */
public record EpochLoss(int epoch, Map<String, Double> lossOfTask) {

  /** Copies the losses, in their order. */
  public EpochLoss {
    lossOfTask = Collections.unmodifiableMap(new LinkedHashMap<>(lossOfTask));
  }

  /** The losses in a line. */
  public String text() {
    List<String> parts = new ArrayList<>();
    lossOfTask.forEach(
        (task, loss) -> parts.add(String.format(Locale.ROOT, "%s loss %.4f", task, loss)));
    return String.join(", ", parts);
  }

  static void write(List<EpochLoss> losses, DataOutputStream out) throws IOException {
    out.writeInt(losses.size());
    for (EpochLoss loss : losses) {
      out.writeInt(loss.epoch);
      out.writeInt(loss.lossOfTask.size());
      for (Map.Entry<String, Double> task : loss.lossOfTask.entrySet()) {
        out.writeUTF(task.getKey());
        out.writeDouble(task.getValue());
      }
    }
  }

  static List<EpochLoss> read(DataInputStream in) throws IOException {
    List<EpochLoss> losses = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int epoch = in.readInt();
      int tasks = in.readInt();
      Map<String, Double> lossOfTask = new LinkedHashMap<>();
      for (int t = 0; t < tasks; t++) {
        String task = in.readUTF();
        lossOfTask.put(task, in.readDouble());
      }
      losses.add(new EpochLoss(epoch, lossOfTask));
    }
    return losses;
  }
}
