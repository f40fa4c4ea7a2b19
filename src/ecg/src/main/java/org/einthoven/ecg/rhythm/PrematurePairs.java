package org.einthoven.ecg.rhythm;

import java.util.Arrays;

/**
 * The intervals that a single premature beat explains: the short one before it and the pause after
 * it. A regular rhythm with extrasystoles is regular without them; fibrillation is not.
 */
final class PrematurePairs {

  private static final int NEIGHBOURS = 4;
  private static final double EARLY = 0.87;
  private static final double LONGER = 1.25;

  private PrematurePairs() {}

  /** The intervals that are left. */
  static double[] without(double[] rr) {
    double[] kept = new double[rr.length];
    int count = 0;
    int i = 0;
    while (i < rr.length) {
      double[] near =
          Arrays.copyOfRange(
              rr, Math.max(0, i - NEIGHBOURS), Math.min(rr.length, i + NEIGHBOURS + 1));
      double local = Numbers.median(near);
      boolean pair =
          i + 1 < rr.length
              && rr[i] < EARLY * local
              && rr[i + 1] > local
              && rr[i + 1] > LONGER * rr[i];
      if (pair) {
        i += 2;
      } else {
        kept[count++] = rr[i++];
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
