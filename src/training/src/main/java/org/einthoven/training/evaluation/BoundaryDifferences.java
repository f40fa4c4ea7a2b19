package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How far measured values lie from annotated ones, record by record. */
final class BoundaryDifferences {

  private final List<Double> differences = new ArrayList<>();
  private int annotated;
  private int measured;

  /** Adds a record; what is missing on either side counts as missed or as extra. */
  void add(OptionalDouble found, OptionalDouble reference) {
    annotated += reference.isPresent() ? 1 : 0;
    measured += found.isPresent() ? 1 : 0;
    if (found.isPresent() && reference.isPresent()) {
      differences.add(found.getAsDouble() - reference.getAsDouble());
    }
  }

  int annotated() {
    return annotated;
  }

  /** How many of the annotated ones were measured, 0 to 1. */
  double sensitivity() {
    return annotated == 0 ? Double.NaN : (double) differences.size() / annotated;
  }

  /** How many of the measured ones are annotated, 0 to 1. */
  double precision() {
    return measured == 0 ? Double.NaN : (double) differences.size() / measured;
  }

  double mean() {
    return differences.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
  }

  double deviation() {
    double mean = mean();
    double squares = differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    return Math.sqrt(squares / Math.max(1, differences.size() - 1));
  }

  /** The share of differences within a bound, in the unit of the values. */
  double within(double bound) {
    return differences.isEmpty()
        ? Double.NaN
        : (double) differences.stream().filter(d -> Math.abs(d) <= bound).count()
            / differences.size();
  }
}
