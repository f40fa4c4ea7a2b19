package org.einthoven.ecg.measurement;

import org.einthoven.ecg.recording.Lead;

/**
 * The shape of the QRS complex in one lead of the typical beat, against the level just before it.
 *
 * @param lead the lead
 * @param rPeakTime from the beginning of the complex over all leads to its highest point here, in
 *     milliseconds
 * @param lateLevel the mean of its last {@value #LATE} ms, in millivolts
 * @param qDuration how long it lies below −{@value #BELOW} mV before its highest point, in
 *     milliseconds; 0 where there is no Q wave
 * @param sDuration how long it does after it
 */
public record QrsShape(
    Lead lead, Measure rPeakTime, Measure lateLevel, Measure qDuration, Measure sDuration) {

  private static final double LATE = 40;
  private static final double BELOW = 0.03;

  static QrsShape of(TypicalBeat beat, int place, WaveMarks marks) {
    Lead lead = beat.leads().get(place);
    if (!(marks.qrsOnset() instanceof Measure.Value onset
        && marks.qrsEnd() instanceof Measure.Value end)) {
      Measure none = marks.qrsOnset();
      return new QrsShape(lead, none, none, none, none);
    }
    LeadCurve curve = new LeadCurve(beat, beat.millivolts()[place]);
    double level = curve.levelBefore(onset.value());
    double peak = curve.timeOfHighest(onset.value(), end.value());
    return new QrsShape(
        lead,
        Measure.of(peak - onset.value()),
        Measure.of(curve.mean(end.value() - LATE, end.value()) - level),
        Measure.of(curve.timeBelow(level - BELOW, onset.value(), peak)),
        Measure.of(curve.timeBelow(level - BELOW, peak, end.value())));
  }
}
