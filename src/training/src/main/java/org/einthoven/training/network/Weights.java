package org.einthoven.training.network;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of a network by name, in the order in which the network meets them.
 *
 * @param arrays the numbers; running statistics and constants among them
 */
public record Weights(Map<String, Array> arrays) {

  /**
   * One array.
   *
   * @param shape its sizes
   * @param trained whether the optimiser changes it
   * @param values row-major
   */
  public record Array(long[] shape, boolean trained, float[] values) {}

  /** How many numbers were trained. */
  public int parameters() {
    return arrays.values().stream()
        .filter(Array::trained)
        .mapToInt(array -> array.values().length)
        .sum();
  }

  /** All but those whose name begins so. */
  public Weights without(String beginning) {
    Map<String, Array> kept = new LinkedHashMap<>(arrays);
    kept.keySet().removeIf(name -> name.startsWith(beginning));
    return new Weights(kept);
  }

  /** Whether a head was trained. */
  public boolean hasHead(String task) {
    return arrays.containsKey(task + ".out.weight");
  }

  /** The array of a name. */
  public float[] values(String name) {
    Array array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no weights " + name);
    }
    return array.values();
  }

  /** The same weights, some arrays of them multiplied by a factor. */
  public Weights scaled(double factor, String... names) {
    Map<String, Array> scaled = new LinkedHashMap<>(arrays);
    for (String name : names) {
      Array array = arrays.get(name);
      if (array == null) {
        throw new IllegalArgumentException("no weights " + name);
      }
      float[] values = array.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] *= (float) factor;
      }
      scaled.put(name, new Array(array.shape(), array.trained(), values));
    }
    return new Weights(scaled);
  }

  /** Writes them, to be read by {@link #read}. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(arrays.size());
    for (Map.Entry<String, Array> entry : arrays.entrySet()) {
      Array array = entry.getValue();
      out.writeUTF(entry.getKey());
      out.writeBoolean(array.trained());
      out.writeInt(array.shape().length);
      for (long size : array.shape()) {
        out.writeLong(size);
      }
      for (float value : array.values()) {
        out.writeFloat(value);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Weights read(DataInputStream in) throws IOException {
    Map<String, Array> arrays = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      boolean trained = in.readBoolean();
      long[] shape = new long[in.readInt()];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = in.readLong();
      }
      float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      for (int v = 0; v < values.length; v++) {
        values[v] = in.readFloat();
      }
      arrays.put(name, new Array(shape, trained, values));
    }
    return new Weights(arrays);
  }
}
