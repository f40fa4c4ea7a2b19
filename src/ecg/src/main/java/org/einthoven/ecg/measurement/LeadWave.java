package org.einthoven.ecg.measurement;

/**
 * A wave in one lead of a beat, in milliseconds from the beat's R peak.
 *
 * @param onset where it begins
 * @param peak where it is farthest from the line under it
 * @param end where it ends
 */
public record LeadWave(Measure onset, Measure peak, Measure end) {

  /** No wave, for a reason. */
  static LeadWave none(String reason) {
    Measure none = Measure.none(reason);
    return new LeadWave(none, none, none);
  }

  /** Whether there is one. */
  public boolean isMeasured() {
    return peak instanceof Measure.Value;
  }
}
