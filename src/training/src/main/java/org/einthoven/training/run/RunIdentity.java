package org.einthoven.training.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All that a network's weights depend on: settings, data, preparation, seed, versions. Two runs of
 * the same identity on the same machine give the same weights.
 *
 * @param values by name
 */
public record RunIdentity(Map<String, String> values) {

  /** Copies the values, in their order. */
  public RunIdentity {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** This one with one more value. */
  public RunIdentity with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, String.valueOf(value));
    return new RunIdentity(more);
  }

  /** In words, the first thing in which another run differs; empty where it is the same run. */
  public Optional<String> difference(RunIdentity other) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(other.values.keySet());
    for (String name : names) {
      String here = values.getOrDefault(name, "none");
      String there = other.values.getOrDefault(name, "none");
      if (!here.equals(there)) {
        return Optional.of("its " + name + " is " + there + ", that of this run is " + here);
      }
    }
    return Optional.empty();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, String> value : values.entrySet()) {
      out.writeUTF(value.getKey());
      out.writeUTF(value.getValue());
    }
  }

  static RunIdentity read(DataInputStream in) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      values.put(name, in.readUTF());
    }
    return new RunIdentity(values);
  }
}
