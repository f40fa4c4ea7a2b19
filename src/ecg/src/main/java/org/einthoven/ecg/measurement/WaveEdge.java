package org.einthoven.ecg.measurement;

/**
 * Where a wave begins or ends: the corner of the largest rectangular trapezium between the steepest
 * point of its flank and a reference beyond it (Vázquez-Seisdedos, Neto, Marañón Reyes, Klautau and
 * Limão de Oliveira, Biomed. Eng. Online 10:43, 2011, there for the end of T; mirrored in time for
 * an onset).
 */
final class WaveEdge {

  private WaveEdge() {}

  /**
   * The edge of the wave on the side of the reference.
   *
   * @param peak of the wave
   * @param reference a sample beyond the edge, before the peak for an onset
   */
  static int of(float[] signal, int peak, int reference) {
    if (reference == peak) {
      return peak;
    }
    int step = reference < peak ? -1 : 1;
    double sign = Math.signum(signal[peak] - signal[reference]);
    int steepest = peak;
    double most = 0;
    for (int i = peak; i != reference; i += step) {
      double fall = sign * (signal[i] - signal[i + step]);
      if (fall > most) {
        most = fall;
        steepest = i;
      }
    }
    int edge = steepest;
    double largest = 0;
    for (int i = steepest; i != reference; i += step) {
      double height = sign * (signal[steepest] - signal[i]);
      double area = height * (2.0 * Math.abs(reference - steepest) - Math.abs(i - steepest));
      if (area > largest) {
        largest = area;
        edge = i;
      }
    }
    return edge;
  }
}
