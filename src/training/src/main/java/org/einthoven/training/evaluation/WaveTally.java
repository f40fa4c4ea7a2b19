package org.einthoven.training.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Waves of one kind that were found, missed and invented, and how far their boundaries are off. */
final class WaveTally {

  /** Waves match whose peaks lie no farther apart, in milliseconds. */
  static final double SAME = 150;

  private final BoundaryDifferences onset = new BoundaryDifferences();
  private final BoundaryDifferences peak = new BoundaryDifferences();
  private final BoundaryDifferences end = new BoundaryDifferences();

  /**
   * A wave.
   *
   * @param onset where it begins, in milliseconds
   * @param peak where it peaks
   * @param end where it ends
   */
  record Wave(double onset, double peak, double end) {}

  /**
   * Adds a lead's waves of one kind.
   *
   * @param from what is found to peak before this time is not counted
   * @param to what is found to peak after this time is not counted
   */
  void add(List<Wave> marked, List<Wave> found, double from, double to) {
    boolean[] used = new boolean[found.size()];
    for (Wave truth : marked) {
      int nearest = -1;
      double least = SAME;
      for (int i = 0; i < used.length; i++) {
        double distance = Math.abs(found.get(i).peak() - truth.peak());
        if (!used[i] && distance <= least) {
          nearest = i;
          least = distance;
        }
      }
      if (nearest >= 0) {
        used[nearest] = true;
      }
      Optional<Wave> match = nearest < 0 ? Optional.empty() : Optional.of(found.get(nearest));
      add(match, Optional.of(truth));
    }
    for (int i = 0; i < used.length; i++) {
      Wave extra = found.get(i);
      if (!used[i] && extra.peak() >= from && extra.peak() <= to) {
        add(Optional.of(extra), Optional.empty());
      }
    }
  }

  private void add(Optional<Wave> found, Optional<Wave> marked) {
    onset.add(time(found, Wave::onset), time(marked, Wave::onset));
    peak.add(time(found, Wave::peak), time(marked, Wave::peak));
    end.add(time(found, Wave::end), time(marked, Wave::end));
  }

  private static OptionalDouble time(Optional<Wave> wave, ToDoubleFunction<Wave> which) {
    return wave.stream().mapToDouble(which).findFirst();
  }

  BoundaryDifferences onset() {
    return onset;
  }

  BoundaryDifferences peak() {
    return peak;
  }

  BoundaryDifferences end() {
    return end;
  }
}
