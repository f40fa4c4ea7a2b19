package org.einthoven.ecg.measurement;

/**
 * The boundaries of the waves of a typical beat, over all leads together, in milliseconds from its
 * R peak.
 *
 * @param pOnset where the P wave begins
 * @param pEnd where it ends
 * @param pAbsent whether it was looked for and is not there
 * @param qrsOnset where the QRS complex begins
 * @param qrsEnd where it ends, the J point
 * @param tEnd where the T wave ends
 */
public record WaveMarks(
    Measure pOnset, Measure pEnd, boolean pAbsent, Measure qrsOnset, Measure qrsEnd, Measure tEnd) {

  /** No boundaries, for a reason. */
  static WaveMarks none(String reason) {
    Measure none = Measure.none(reason);
    return new WaveMarks(none, none, false, none, none, none);
  }
}
