package org.einthoven.ecg.recording;

/**
 * The samples of one lead.
 *
 * <p>The array is not copied: whoever makes a signal gives it away, whoever reads it leaves it as
 * it is.
 *
 * @param lead which lead
 * @param microvolts the samples in microvolts, in order of time; NaN where the source has no value
 */
public record LeadSignal(Lead lead, float[] microvolts) {

  /** How many samples there are, missing ones counted. */
  public int length() {
    return microvolts.length;
  }

  @Override
  public String toString() {
    return "LeadSignal[" + lead.label() + ", " + microvolts.length + " samples]";
  }
}
