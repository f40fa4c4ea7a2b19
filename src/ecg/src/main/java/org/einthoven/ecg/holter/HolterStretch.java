package org.einthoven.ecg.holter;

/**
 * A stretch of a long recording of which something holds.
 *
 * @param fromSeconds where it begins, from the first sample of the recording
 * @param toSeconds where it ends
 * @param words what holds, such as the reason why nothing was read there
 */
public record HolterStretch(double fromSeconds, double toSeconds, String words) {

  /** Checks the order. */
  public HolterStretch {
    if (!(toSeconds >= fromSeconds)) {
      throw new IllegalArgumentException("a stretch ends after its beginning");
    }
  }

  /** How much of it lies within bounds, in minutes. */
  public double minutesWithin(double from, double to) {
    return Math.max(0, Math.min(to, toSeconds) - Math.max(from, fromSeconds)) / 60;
  }
}
