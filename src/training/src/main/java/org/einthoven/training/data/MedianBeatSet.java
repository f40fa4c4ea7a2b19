package org.einthoven.training.data;

import java.util.List;
import java.util.function.Predicate;

/**
 * Twelve-lead records as the infarction head reads them.
 *
 * @param records one entry a record
 */
public record MedianBeatSet(List<Entry> records) {

  /** Copies the list. */
  public MedianBeatSet {
    records = List.copyOf(records);
  }

  /**
   * A record.
   *
   * @param millivolts its median beat, [12 × 90]
   * @param infarction whether myocardial infarction is among its statements
   * @param normal whether it is called normal and nothing else
   * @param fold the data set's fold, 0 where it has none
   * @param patient the patient's number in the data set
   * @param age in years, NaN where not known
   * @param sex {@code male}, {@code female} or {@code unknown}
   */
  public record Entry(
      float[] millivolts,
      boolean infarction,
      boolean normal,
      int fold,
      String patient,
      double age,
      String sex) {}

  /** The records for which something holds. */
  public MedianBeatSet only(Predicate<Entry> wanted) {
    return new MedianBeatSet(records.stream().filter(wanted).toList());
  }

  /** How many records there are. */
  public int size() {
    return records.size();
  }

  /** How many of them show infarction. */
  public long infarctions() {
    return records.stream().filter(Entry::infarction).count();
  }

  /** The labels in order. */
  public boolean[] labels() {
    boolean[] labels = new boolean[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = records.get(i).infarction();
    }
    return labels;
  }
}
