package org.einthoven.training.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.training.network.Weights;

/**
 * Everything that a training needs to go on after an epoch as if it had not been broken off. There
 * is no state of random numbers in it: what an epoch draws depends on seed and epoch alone.
 *
 * @param epoch how many epochs are done
 * @param weights the network's, running statistics among them
 * @param averages the moving averages of the weights, in their order
 * @param uncertainty the learned uncertainty of each task
 * @param optimiser what libtorch writes of the optimiser
 * @param losses those of the epochs done
 */
public record EpochState(
    int epoch,
    Weights weights,
    List<float[]> averages,
    float[] uncertainty,
    byte[] optimiser,
    List<EpochLoss> losses) {

  /** Copies the lists. */
  public EpochState {
    averages = List.copyOf(averages);
    losses = List.copyOf(losses);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(epoch);
    weights.write(out);
    out.writeInt(averages.size());
    for (float[] average : averages) {
      writeFloats(average, out);
    }
    writeFloats(uncertainty, out);
    out.writeInt(optimiser.length);
    out.write(optimiser);
    EpochLoss.write(losses, out);
  }

  static EpochState read(DataInputStream in) throws IOException {
    int epoch = in.readInt();
    Weights weights = Weights.read(in);
    List<float[]> averages = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      averages.add(readFloats(in));
    }
    float[] uncertainty = readFloats(in);
    byte[] optimiser = in.readNBytes(in.readInt());
    return new EpochState(epoch, weights, averages, uncertainty, optimiser, EpochLoss.read(in));
  }

  private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
