package org.einthoven.training.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Beats compared after ANSI/AAMI EC57, record by record.
 *
 * @param records in the order they were judged
 */
public record Ec57Beats(List<OfRecord> records) {

  /** Copies the list. */
  public Ec57Beats {
    records = List.copyOf(records);
  }

  /**
   * A record.
   *
   * @param name such as {@code 100}
   * @param age the patient's, where known
   * @param sex the patient's, where known
   * @param beats the beats that the standard counts
   * @param notJudged annotated beats in pieces with too few beats to class any; they are among the
   *     missed
   */
  public record OfRecord(
      String name, OptionalInt age, Optional<String> sex, BeatConfusion beats, int notJudged) {

    /** The standard's figures. */
    public Ec57Figures figures() {
      return Ec57Figures.of(beats);
    }
  }

  /** The beats of the records for which something holds, taken together (gross statistics). */
  public BeatConfusion gross(Predicate<OfRecord> wanted) {
    BeatConfusion sum = new BeatConfusion();
    records.stream().filter(wanted).forEach(record -> sum.add(record.beats()));
    return sum;
  }

  /** The mean of a figure over the records that have it (average statistics). */
  public double average(ToDoubleFunction<Ec57Figures> figure) {
    return records.stream()
        .mapToDouble(record -> figure.applyAsDouble(record.figures()))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
