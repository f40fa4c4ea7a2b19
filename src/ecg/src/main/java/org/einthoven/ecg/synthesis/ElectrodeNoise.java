package org.einthoven.ecg.synthesis;

import java.util.Random;
import org.einthoven.ecg.signal.Butterworth;

/** The noise of each electrode by itself. */
final class ElectrodeNoise {

  private static final double MUSCLE_LOW_HZ = 20;
  private static final double MUSCLE_HIGH_HZ = 120;

  private ElectrodeNoise() {}

  /** Noise in microvolts, one row for each electrode. */
  static double[][] of(
      Disturbance wanted, double samplesPerSecond, int electrodes, int length, Random random) {
    double[][] noise = new double[electrodes][];
    for (int e = 0; e < electrodes; e++) {
      noise[e] = ofOne(wanted, samplesPerSecond, length, random);
    }
    return noise;
  }

  private static double[] ofOne(
      Disturbance wanted, double samplesPerSecond, int length, Random random) {
    float[] muscle = muscle(samplesPerSecond, length, random);
    double swell = 2 * Math.PI * random.nextDouble();
    double hum = wanted.powerline() * (0.5 + random.nextDouble());
    double[] phases = random.doubles(3, 0, 2 * Math.PI).toArray();
    double[] noise = new double[length];
    for (int i = 0; i < length; i++) {
      double t = i / samplesPerSecond;
      double wander =
          0.6 * sine(0.15, t, phases[0])
              + 0.3 * sine(0.28, t, phases[1])
              + 0.1 * sine(0.45, t, phases[2]);
      noise[i] =
          wanted.white() * random.nextGaussian()
              + wanted.muscle() * muscle[i] * (1 + 0.7 * sine(0.21, t, swell))
              + hum * sine(wanted.powerlineHz(), t, 0)
              + wanted.wander() * wander;
    }
    return noise;
  }

  /** Of standard deviation 1 where the rate allows for all of the band. */
  private static float[] muscle(double samplesPerSecond, int length, Random random) {
    float[] white = new float[length];
    for (int i = 0; i < length; i++) {
      white[i] = (float) random.nextGaussian();
    }
    double high = Math.min(MUSCLE_HIGH_HZ, 0.4 * samplesPerSecond);
    if (high <= MUSCLE_LOW_HZ) {
      return new float[length];
    }
    float[] band = Butterworth.bandPass(2, MUSCLE_LOW_HZ, high, samplesPerSecond).zeroPhase(white);
    double share = Math.sqrt((high - MUSCLE_LOW_HZ) / (samplesPerSecond / 2));
    for (int i = 0; i < length; i++) {
      band[i] /= (float) share;
    }
    return band;
  }

  private static double sine(double hz, double seconds, double phase) {
    return StrictMath.sin(2 * Math.PI * hz * seconds + phase);
  }
}
