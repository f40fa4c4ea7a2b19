package org.einthoven.ecg.quality;

/**
 * Hum of the mains: a tone of 50 or 60 Hz that stands out of what lies 3 Hz beside it, by its
 * amplitude over a window (Goertzel 1958). The harmonics of a heart's beats move with its rate and
 * make no such tone. Where the rate of samples cannot show the tone none is found.
 */
final class MainsHum {

  private static final double[] MAINS_HZ = {50, 60};
  private static final double BESIDE_HZ = 3;
  private static final double LEAST_OF_RATE = 2.5;
  private static final double TIMES_BESIDE = 4;

  private MainsHum() {}

  /** The amplitude in microvolts of the stronger tone that stands out, 0 where none does. */
  static double microvolts(float[] samples, double rate) {
    double highest = 0;
    for (double hz : MAINS_HZ) {
      if (rate >= LEAST_OF_RATE * hz) {
        double tone = amplitude(samples, rate, hz);
        double beside =
            Math.max(
                amplitude(samples, rate, hz - BESIDE_HZ), amplitude(samples, rate, hz + BESIDE_HZ));
        highest = tone > TIMES_BESIDE * beside ? Math.max(highest, tone) : highest;
      }
    }
    return highest;
  }

  private static double amplitude(float[] samples, double rate, double hz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hz / rate);
    double before = 0;
    double last = 0;
    for (float sample : samples) {
      double next = sample + coefficient * last - before;
      before = last;
      last = next;
    }
    double power = last * last + before * before - coefficient * last * before;
    return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
  }
}
