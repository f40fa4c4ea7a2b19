package org.einthoven.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Stretches of one lead as the fibrillation head reads them.
 *
 * @param stretches one entry a stretch
 */
public record RhythmSet(List<Entry> stretches) {

  /** Copies the list. */
  public RhythmSet {
    stretches = List.copyOf(stretches);
  }

  /** Where a stretch is from. */
  public enum Origin {
    CINC_2017,
    PTB_XL
  }

  /**
   * A stretch.
   *
   * @param beat [2 × 90]
   * @param features the rhythm features
   * @param fibrillation whether the record was called atrial fibrillation
   * @param origin the database
   * @param record the record's name; stretches of one record have the same
   * @param label what the record was called in the database's own letters
   * @param fold PTB-XL's fold; 0 where there is none
   * @param weight how often it is drawn, relative to the others
   */
  public record Entry(
      float[] beat,
      float[] features,
      boolean fibrillation,
      Origin origin,
      String record,
      String label,
      int fold,
      double weight) {}

  /** The stretches for which something holds. */
  public RhythmSet only(Predicate<Entry> wanted) {
    return new RhythmSet(stretches.stream().filter(wanted).toList());
  }

  /** These and others. */
  public RhythmSet and(RhythmSet others) {
    List<Entry> all = new ArrayList<>(stretches);
    all.addAll(others.stretches);
    return new RhythmSet(all);
  }

  /** How many stretches there are. */
  public int size() {
    return stretches.size();
  }
}
