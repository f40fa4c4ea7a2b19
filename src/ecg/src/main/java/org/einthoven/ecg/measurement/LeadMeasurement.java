package org.einthoven.ecg.measurement;

import org.einthoven.ecg.recording.Lead;

/**
 * Amplitudes of one lead of the typical beat in millivolts, against the level just before the QRS
 * complex.
 *
 * @param lead the lead
 * @param p the highest deflection within the P wave, of either sign
 * @param q the lowest point before the first positive deflection of the QRS complex, at most 0
 * @param r the highest point of the QRS complex, at least 0
 * @param s the lowest point after it, at most 0
 * @param t the highest deflection between the QRS complex and the end of the T wave, of either sign
 * @param stAtJ the level at the J point
 * @param stAt60 the level 60 ms after it
 * @param stAt80 the level 80 ms after it
 */
public record LeadMeasurement(
    Lead lead,
    Measure p,
    Measure q,
    Measure r,
    Measure s,
    Measure t,
    Measure stAtJ,
    Measure stAt60,
    Measure stAt80) {

  private static final double J_TO_T = 60;

  static LeadMeasurement of(TypicalBeat beat, int place, WaveMarks marks) {
    Lead lead = beat.leads().get(place);
    if (!(marks.qrsOnset() instanceof Measure.Value onset
        && marks.qrsEnd() instanceof Measure.Value end)) {
      Measure none = marks.qrsOnset();
      return new LeadMeasurement(lead, none, none, none, none, none, none, none, none);
    }
    LeadCurve curve = new LeadCurve(beat, beat.millivolts()[place]);
    double level = curve.levelBefore(onset.value());
    double highest = Math.max(0, curve.highest(onset.value(), end.value()) - level);
    double atHighest = curve.timeOfHighest(onset.value(), end.value());
    boolean positive = highest > 0;
    double q = curve.lowest(onset.value(), positive ? atHighest : end.value()) - level;
    double s = positive ? curve.lowest(atHighest, end.value()) - level : 0;
    Measure t = marks.tEnd().map(tEnd -> curve.farthest(end.value() + J_TO_T, tEnd, level));
    Measure p =
        marks.pOnset() instanceof Measure.Value first && marks.pEnd() instanceof Measure.Value last
            ? Measure.of(
                curve.farthest(
                    first.value(), last.value(), curve.mean(first.value() - 8, first.value())))
            : marks.pOnset();
    return new LeadMeasurement(
        lead,
        p,
        Measure.of(Math.min(0, q)),
        Measure.of(highest),
        Measure.of(Math.min(0, s)),
        t,
        curve.at(end.value(), level),
        curve.at(end.value() + 60, level),
        curve.at(end.value() + 80, level));
  }
}
