package org.einthoven.ecg.synthesis;

import java.util.ArrayList;
import java.util.List;

/**
 * The waves of a beat: Gaussian contributions to the heart's dipole.
 *
 * @param waves in no particular order
 */
record BeatShape(List<Wave> waves) {

  /** An elevation of 1 µV in V2 and V3 through Dower's matrix: forward, a little to the left. */
  private static final double[] ANTERIOR = {0.09, 0.0, -0.72};

  /**
   * A bump of the dipole.
   *
   * @param seconds its centre after the R peak, negative before it
   * @param width its standard deviation in seconds
   * @param x to the left, in µV
   * @param y to the feet, in µV
   * @param z to the back, in µV
   * @param stretches whether it comes later at a slow rate, as the T wave does
   */
  record Wave(double seconds, double width, double x, double y, double z, boolean stretches) {}

  static BeatShape normal(double stElevation) {
    List<Wave> waves = conducted(stElevation);
    waves.add(new Wave(-0.175, 0.018, 40, 60, -55, false));
    waves.add(new Wave(-0.145, 0.020, 75, 65, 40, false));
    return new BeatShape(List.copyOf(waves));
  }

  /** A P wave that runs from low in the atria upwards. */
  static BeatShape atrial(double stElevation) {
    List<Wave> waves = conducted(stElevation);
    waves.add(new Wave(-0.135, 0.018, 30, -90, -30, false));
    return new BeatShape(List.copyOf(waves));
  }

  static BeatShape withoutP(double stElevation) {
    return new BeatShape(List.copyOf(conducted(stElevation)));
  }

  /** A beat from the left ventricle: wide, upright in V1, downward in II, T opposite. */
  static BeatShape ventricular() {
    return new BeatShape(
        List.of(
            new Wave(-0.040, 0.018, -150, -350, -450, false),
            new Wave(0.000, 0.024, -650, -950, -650, false),
            new Wave(0.050, 0.022, -200, -250, 250, false),
            new Wave(0.270, 0.055, 350, 420, 250, true),
            new Wave(0.330, 0.035, 180, 220, 120, true)));
  }

  /** A beat from the apex of the right ventricle: like left bundle branch block, axis upward. */
  static BeatShape paced() {
    return new BeatShape(
        List.of(
            new Wave(-0.045, 0.018, 150, -350, 300, false),
            new Wave(0.000, 0.026, 600, -750, 850, false),
            new Wave(0.050, 0.020, 350, -300, 250, false),
            new Wave(0.280, 0.060, -280, 350, -330, true),
            new Wave(0.345, 0.035, -140, 170, -160, true)));
  }

  private static List<Wave> conducted(double stElevation) {
    List<Wave> waves = new ArrayList<>();
    waves.add(new Wave(-0.024, 0.007, -130, -60, -260, false));
    waves.add(new Wave(0.000, 0.0105, 1150, 800, 250, false));
    waves.add(new Wave(0.026, 0.010, -180, -130, 620, false));
    waves.add(new Wave(0.265, 0.050, 150, 120, -130, true));
    waves.add(new Wave(0.310, 0.032, 120, 95, -95, true));
    if (stElevation != 0) {
      for (double seconds : new double[] {0.085, 0.135, 0.185}) {
        waves.add(
            new Wave(
                seconds,
                0.028,
                stElevation * ANTERIOR[0],
                stElevation * ANTERIOR[1],
                stElevation * ANTERIOR[2],
                true));
      }
    }
    return waves;
  }
}
