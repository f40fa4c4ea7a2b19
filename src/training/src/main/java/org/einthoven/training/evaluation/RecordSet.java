package org.einthoven.training.evaluation;

import java.util.List;
import java.util.Locale;
import org.einthoven.training.data.MitBih;

/** Which patients of MIT-BIH a model is judged on. */
public enum RecordSet {
  /** Those it was trained on: to choose by, with figures that are too good. */
  DS1("DS1 (trained on: the figures are too good)"),
  /** Those it never saw. */
  DS2("DS2 (never seen in training)");

  private final String words;

  RecordSet(String words) {
    this.words = words;
  }

  /** The records. */
  public List<Integer> numbers() {
    return this == DS1 ? MitBih.DS1 : MitBih.DS2;
  }

  /** A few words that say how the figures are to be taken. */
  public String words() {
    return words;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
