package org.einthoven.inference.diffusion;

/**
 * How beats are drawn.
 *
 * @param steps of the sampler, 1 to {@value CosineSchedule#STEPS}
 * @param guidance how strongly the class is followed: 1 as the network says; more goes further from
 *     what it says without a class (Ho, Salimans 2022, there w + 1), at twice the cost
 */
public record Sampling(int steps, double guidance) {

  /** 50 steps, no guidance beyond the network's own. */
  public static final Sampling DEFAULT = new Sampling(50, 1);

  /** Checks the numbers. */
  public Sampling {
    if (steps < 1 || steps > CosineSchedule.STEPS) {
      throw new IllegalArgumentException("1 to " + CosineSchedule.STEPS + " steps");
    }
    if (!(guidance >= 0) || Double.isInfinite(guidance)) {
      throw new IllegalArgumentException("the guidance is 0 or more");
    }
  }
}
