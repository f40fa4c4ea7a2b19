package org.einthoven.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a model classes the beats of a data set, given where they are.
 *
 * @param protocol such as {@code inter-patient}
 * @param model the model's name
 * @param records a confusion for each record
 * @param notJudged beats of pieces in which the model judges none
 * @param calibrationError the expected calibration error of the probability of the class found
 * @param meanSharedShare the gate's mean weight of the shared features
 */
public record BeatReport(
    String protocol,
    String model,
    List<OfRecord> records,
    int notJudged,
    double calibrationError,
    double meanSharedShare) {

  /** Copies the list. */
  public BeatReport {
    records = List.copyOf(records);
  }

  /** One record's beats. */
  public record OfRecord(int record, BeatConfusion confusion) {}

  /** All beats together (EC57: gross). */
  public BeatConfusion gross() {
    return without();
  }

  /** All beats but those of some records. */
  public BeatConfusion without(int... left) {
    BeatConfusion sum = new BeatConfusion();
    for (OfRecord record : records) {
      if (Arrays.stream(left).noneMatch(number -> number == record.record())) {
        sum.add(record.confusion());
      }
    }
    return sum;
  }

  /** The mean of a figure over the records that have it (EC57: average). */
  public double average(ToDoubleFunction<BeatConfusion> figure) {
    return records.stream()
        .mapToDouble(record -> figure.applyAsDouble(record.confusion()))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
