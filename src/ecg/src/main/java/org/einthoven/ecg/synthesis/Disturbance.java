package org.einthoven.ecg.synthesis;

/**
 * What else the electrodes pick up. All in microvolts at each electrode; a lead, being a difference
 * of electrodes, shows somewhat more.
 *
 * @param white standard deviation of white noise
 * @param muscle standard deviation of noise between 20 and 120 Hz that swells and fades
 * @param powerline amplitude of the mains hum
 * @param powerlineHz its frequency, 50 or 60
 * @param wander amplitude of the baseline wander, below 0.5 Hz
 */
public record Disturbance(
    double white, double muscle, double powerline, double powerlineHz, double wander) {

  /** A perfect recording. */
  public static final Disturbance NONE = new Disturbance(0, 0, 0, 50, 0);

  /** What a good recording has: a little of everything. */
  public static final Disturbance LITTLE = new Disturbance(4, 4, 3, 50, 40);
}
