package org.einthoven.ecg.synthesis;

import java.util.Random;

/** The f waves of atrial fibrillation: 5 to 8 Hz, never quite regular, largest in V1. */
final class FibrillatoryWaves {

  private static final double MICROVOLTS = 55;
  private static final double[] DIRECTION = {-0.2, 0.6, -1.0};

  private FibrillatoryWaves() {}

  static void add(double[][] dipole, double samplesPerSecond, Random random) {
    double hz = 5.5 + 2 * random.nextDouble();
    double drift = 2 * Math.PI * random.nextDouble();
    double swell = 2 * Math.PI * random.nextDouble();
    for (int i = 0; i < dipole[0].length; i++) {
      double t = i / samplesPerSecond;
      double angle = 2 * Math.PI * hz * t + 1.8 * StrictMath.sin(2 * Math.PI * 0.31 * t + drift);
      double size = MICROVOLTS * (1 + 0.4 * StrictMath.sin(2 * Math.PI * 0.19 * t + swell));
      double wave = size * (StrictMath.sin(angle) + 0.35 * StrictMath.sin(2 * angle + 0.6));
      for (int d = 0; d < 3; d++) {
        dipole[d][i] += wave * DIRECTION[d];
      }
    }
  }
}
