package org.einthoven.training.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Splits records so that all those of a patient stand on one side. */
public final class PatientSplit {

  private PatientSplit() {}

  /** The patients with records on both sides; none in an honest split. */
  public static Set<String> shared(
      Collection<DatabaseRecord> one, Collection<DatabaseRecord> other) {
    Set<String> patients =
        one.stream().map(DatabaseRecord::patient).collect(Collectors.toCollection(TreeSet::new));
    patients.retainAll(other.stream().map(DatabaseRecord::patient).toList());
    return patients;
  }

  /**
   * Refuses a split that leaks.
   *
   * @throws IllegalArgumentException where a patient stands on both sides; the message gives the
   *     database's numbers of the first few
   */
  public static void requireDisjoint(
      Collection<DatabaseRecord> training, Collection<DatabaseRecord> test) {
    Set<String> shared = shared(training, test);
    if (!shared.isEmpty()) {
      throw new IllegalArgumentException(
          shared.size()
              + " patients stand on both sides of the split, such as "
              + shared.stream().limit(5).toList());
    }
  }

  /**
   * Parts of whole patients with about as many records each: patients in random order, those with
   * many records first, each to the part that has the fewest.
   *
   * @param parts how many, 2 or more
   * @param seed the same gives the same parts
   */
  public static List<List<DatabaseRecord>> parts(
      Collection<DatabaseRecord> records, int parts, long seed) {
    if (parts < 2) {
      throw new IllegalArgumentException("a split has two parts or more");
    }
    Map<String, List<DatabaseRecord>> patients = new LinkedHashMap<>();
    for (DatabaseRecord record : records) {
      patients.computeIfAbsent(record.patient(), patient -> new ArrayList<>()).add(record);
    }
    List<List<DatabaseRecord>> order = new ArrayList<>(patients.values());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.size() - 1; i > 0; i--) {
      order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
    }
    order.sort((one, other) -> Integer.compare(other.size(), one.size()));
    List<List<DatabaseRecord>> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      split.add(new ArrayList<>());
    }
    for (List<DatabaseRecord> ofPatient : order) {
      List<DatabaseRecord> smallest = split.get(0);
      for (List<DatabaseRecord> part : split) {
        smallest = part.size() < smallest.size() ? part : smallest;
      }
      smallest.addAll(ofPatient);
    }
    return split;
  }
}
