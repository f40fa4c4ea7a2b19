package org.einthoven.ecg.measurement;

import java.util.Optional;

/**
 * Where the QRS complex of a typical beat begins and ends: where the spatial velocity has fallen to
 * a small share of its highest and stays there. The shares were chosen on LUDB's records 1 to 70
 * for the least deviation from what is marked there, not for the least mean difference: marks in
 * LUDB are wider than what carts print (docs/results/delineation.md).
 */
final class QrsSearch {

  private static final double SHARE_AT_ONSET = 0.02;
  private static final double SHARE_AT_END = 0.03;
  private static final int HOLD_AT_ONSET = 5;
  private static final int HOLD_AT_END = 4;
  private static final int SEARCH_BEFORE = 30;
  private static final int SEARCH_AFTER = 40;
  private static final double QUIET = 0.2;

  /** So far from the R peak, in samples, something is quiet even where the complex is wide. */
  private static final int LEVEL = 100;

  /** Longer is no QRS complex but a boundary that was not found. */
  private static final double LONGEST = 260;

  private QrsSearch() {}

  /**
   * The boundaries.
   *
   * @param onset in milliseconds from the R peak, below 0
   * @param end in milliseconds from the R peak
   * @param quiet the sample of the typical beat up to which the velocity is low
   */
  record Bounds(double onset, double end, int quiet) {}

  static Optional<Bounds> search(TypicalBeat beat, SpatialVelocity velocity) {
    int r = beat.rPeak();
    int end = velocity.samples() - SpatialVelocity.REACH;
    int peak =
        velocity.highest(
            Math.max(SpatialVelocity.REACH, r - SEARCH_BEFORE),
            Math.min(end - 1, r + SEARCH_AFTER));
    double highest = velocity.values()[peak];
    if (!(highest > 0) || r - 60 < SpatialVelocity.REACH || r + 75 >= end) {
      return Optional.empty();
    }
    double before = velocity.percentile(Math.max(SpatialVelocity.REACH, r - LEVEL), r - 20, QUIET);
    double after = velocity.percentile(r + 45, Math.min(end, r + LEVEL), QUIET);
    int onset =
        velocity.quietBefore(
            Math.min(peak, r),
            SpatialVelocity.REACH,
            HOLD_AT_ONSET,
            before + SHARE_AT_ONSET * (highest - before));
    int last =
        velocity.quietAfter(
            Math.max(peak, r), end, HOLD_AT_END, after + SHARE_AT_END * (highest - after));
    if (onset < 0 || last < 0) {
      return Optional.empty();
    }
    Bounds bounds =
        new Bounds(
            (onset - r) * TypicalBeat.MILLISECONDS, (last - r) * TypicalBeat.MILLISECONDS, onset);
    return bounds.end() - bounds.onset() > LONGEST ? Optional.empty() : Optional.of(bounds);
  }
}
