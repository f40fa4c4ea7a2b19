package org.einthoven.training.diffusion;

import java.util.Arrays;
import java.util.List;

/**
 * Whether a generator repeats the beats it was trained on: how far its beats lie from the nearest
 * of them, against how far real beats of the same patients do that it was not trained on.
 */
final class NearestBeats {

  private static final double PERCENT = 5;

  private NearestBeats() {}

  /**
   * Distances to the nearest training beat, root mean square over the window.
   *
   * @param synthetic median of the synthetic beats
   * @param heldBack median of the real beats that were held back
   * @param nearer the share of synthetic beats that lie nearer than 95 % of the real ones held
   *     back; 0.05 where the generator draws as nature does, more where it repeats
   */
  record Comparison(double synthetic, double heldBack, double nearer) {}

  static Comparison compare(
      List<float[]> synthetic, List<float[]> heldBack, List<float[]> trained) {
    double[] made = distances(synthetic, trained);
    double[] real = distances(heldBack, trained);
    double bound = real[(int) (real.length * PERCENT / 100)];
    double nearer = (double) Arrays.stream(made).filter(d -> d < bound).count() / made.length;
    return new Comparison(made[made.length / 2], real[real.length / 2], nearer);
  }

  /** Ascending. */
  private static double[] distances(List<float[]> from, List<float[]> to) {
    return from.stream().mapToDouble(beat -> nearest(beat, to)).sorted().toArray();
  }

  private static double nearest(float[] beat, List<float[]> others) {
    double least = Double.MAX_VALUE;
    for (float[] other : others) {
      double sum = 0;
      for (int i = 0; i < beat.length && sum < least; i++) {
        double between = beat[i] - other[i];
        sum += between * between;
      }
      least = Math.min(least, sum);
    }
    return Math.sqrt(least / beat.length);
  }
}
