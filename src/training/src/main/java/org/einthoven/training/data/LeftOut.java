package org.einthoven.training.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records that could not be used and why, so that a set of data has no silent hole. One that
 * {@link #noting notes} goes on without them; one that {@link #refusing refuses} ends at the first,
 * since a figure over a part of a test set is not the figure that it is taken for.
 */
public final class LeftOut {

  private final boolean refuses;
  private final Map<String, Set<String>> asked = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> reasons = new LinkedHashMap<>();

  private LeftOut(boolean refuses) {
    this.refuses = refuses;
  }

  /** Leaves records out and remembers why. */
  public static LeftOut noting() {
    return new LeftOut(false);
  }

  /** Leaves none out: a damaged record is an error. */
  public static LeftOut refusing() {
    return new LeftOut(true);
  }

  /**
   * A record that was left out.
   *
   * @param database name and version of the database
   * @param record the record's name in it
   * @param reason why, with the place
   */
  public record Entry(String database, String record, String reason) {}

  /**
   * Reads a record.
   *
   * @param <T> what is read of it
   */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * What a record holds, or nothing where it cannot be used.
   *
   * @throws IOException where it cannot be used and none may be left out
   */
  <T> Optional<T> unlessDamaged(DatabaseIdentity database, String record, Reading<T> reading)
      throws IOException {
    asked.computeIfAbsent(database.toString(), name -> new LinkedHashSet<>()).add(record);
    try {
      return Optional.of(reading.read());
    } catch (IOException e) {
      if (refuses) {
        throw e;
      }
      // A file system that is full or gone has messages that say so.
      add(database, record, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
      return Optional.empty();
    }
  }

  /** Leaves a record out that was read well but cannot be used. */
  void add(DatabaseIdentity database, String record, String reason) {
    asked.computeIfAbsent(database.toString(), name -> new LinkedHashSet<>()).add(record);
    reasons
        .computeIfAbsent(database.toString(), name -> new LinkedHashMap<>())
        .putIfAbsent(record, reason);
  }

  /** An empty one that treats damaged records as this one does. */
  LeftOut likeThis() {
    return new LeftOut(refuses);
  }

  /** Takes over what another one was asked and left out. */
  void addAll(LeftOut other) {
    other.asked.forEach(
        (database, records) ->
            asked.computeIfAbsent(database, name -> new LinkedHashSet<>()).addAll(records));
    other.reasons.forEach(
        (database, records) ->
            records.forEach(
                (record, reason) ->
                    reasons
                        .computeIfAbsent(database, name -> new LinkedHashMap<>())
                        .putIfAbsent(record, reason)));
  }

  /** Writes what it was asked and left out, for {@link #accepts}. */
  void describe(ObjectNode description) {
    asked.forEach(
        (database, records) -> {
          ObjectNode of = description.putObject(database);
          records.forEach(of.putArray("asked")::add);
          ObjectNode out = of.putObject("leftOut");
          reasons.getOrDefault(database, Map.of()).forEach(out::put);
        });
  }

  /**
   * Takes over what {@link #describe} wrote; false, and nothing is taken over, where records were
   * left out and this one leaves none out.
   */
  boolean accepts(JsonNode description) {
    LeftOut described = new LeftOut(refuses);
    for (Map.Entry<String, JsonNode> database : description.properties()) {
      Set<String> records = new LinkedHashSet<>();
      database.getValue().path("asked").forEach(record -> records.add(record.asText()));
      Map<String, String> out = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> one : database.getValue().path("leftOut").properties()) {
        out.put(one.getKey(), one.getValue().asText());
      }
      if (refuses && !out.isEmpty()) {
        return false;
      }
      described.asked.put(database.getKey(), records);
      described.reasons.put(database.getKey(), out);
    }
    addAll(described);
    return true;
  }

  /** All that were left out, each once, in the order in which they were met. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    reasons.forEach(
        (database, records) ->
            records.forEach((record, reason) -> entries.add(new Entry(database, record, reason))));
    return entries;
  }

  /** The largest share of a database's records that was left out, 0 to 1. */
  public double largestShare() {
    double largest = 0;
    for (Map.Entry<String, Set<String>> database : asked.entrySet()) {
      int out = reasons.getOrDefault(database.getKey(), Map.of()).size();
      largest = Math.max(largest, (double) out / database.getValue().size());
    }
    return largest;
  }

  /** A line for each database that was read, and one for each record left out of it. */
  public List<String> report() {
    List<String> lines = new ArrayList<>();
    asked.forEach(
        (database, records) -> {
          Map<String, String> out = reasons.getOrDefault(database, Map.of());
          lines.add(database + ": " + out.size() + " of " + records.size() + " records left out");
          out.forEach((record, reason) -> lines.add("  " + record + ": " + reason));
        });
    return lines;
  }
}
