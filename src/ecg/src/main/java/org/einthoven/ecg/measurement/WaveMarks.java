package org.einthoven.ecg.measurement;

import java.util.Optional;

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

  static WaveMarks of(TypicalBeat beat) {
    SpatialVelocity velocity = SpatialVelocity.of(beat);
    Optional<QrsSearch.Bounds> found = QrsSearch.search(beat, velocity);
    if (found.isEmpty()) {
      return none("the QRS complex has no clear beginning and end");
    }
    QrsSearch.Bounds qrs = found.get();
    Measure tEnd = TWaveSearch.search(beat, qrs);
    PWaveSearch.Bounds p = PWaveSearch.search(beat, velocity, qrs, tEnd);
    return new WaveMarks(
        p.onset(), p.end(), p.absent(), Measure.of(qrs.onset()), Measure.of(qrs.end()), tEnd);
  }
}
