package org.einthoven.inference.diffusion;

/**
 * How much of a beat is left, and how much noise it has, on the way from beat to noise: the cosine
 * schedule of Nichol and Dhariwal (2021, eq. 17). The squares of the two sum to 1.
 */
public final class CosineSchedule {

  /** Steps from beat to noise, with which the network was trained. */
  public static final int STEPS = 1000;

  private static final double OFFSET = 0.008;
  private static final double FIRST = angleOf(0);

  private CosineSchedule() {}

  /**
   * The factor of the beat.
   *
   * @param time 0 the beat, 1 noise alone
   */
  public static double signal(double time) {
    return Math.max(0, Math.min(1, Math.cos(angleOf(time)) / Math.cos(FIRST)));
  }

  /** The factor of the noise, which has variance 1. */
  public static double noise(double time) {
    double signal = signal(time);
    return Math.sqrt(1 - signal * signal);
  }

  private static double angleOf(double time) {
    return (time + OFFSET) / (1 + OFFSET) * Math.PI / 2;
  }
}
