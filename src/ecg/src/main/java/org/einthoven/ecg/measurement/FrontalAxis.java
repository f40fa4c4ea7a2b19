package org.einthoven.ecg.measurement;

import org.einthoven.ecg.recording.Lead;

/**
 * The mean electrical axis of a wave in the frontal plane, in degrees from −180 to 180, 0 pointing
 * at lead I and 90 at aVF: from the net areas of the wave in I and aVF, the latter lengthened by
 * 2/√3, since an augmented lead measures the same vector shorter by that.
 */
final class FrontalAxis {

  private static final double AUGMENTED = 2 / Math.sqrt(3);

  /** A mean vector smaller than this, in mV, has no direction to speak of. */
  private static final double SMALLEST = 0.01;

  private FrontalAxis() {}

  /**
   * The axis of what lies between two times.
   *
   * @param from in milliseconds from the R peak
   * @param levelAt the time at which the level of either lead is taken, over the 12 ms before it
   */
  static Measure of(TypicalBeat beat, Measure from, Measure to, Measure levelAt) {
    int one = beat.leads().indexOf(Lead.I);
    int foot = beat.leads().indexOf(Lead.AVF);
    if (one < 0 || foot < 0) {
      return Measure.none("needs leads I and II");
    }
    if (!(from instanceof Measure.Value first && to instanceof Measure.Value last)) {
      return from instanceof Measure.NotAssessed ? from : to;
    }
    if (!(levelAt instanceof Measure.Value level)) {
      return levelAt;
    }
    double x = mean(beat, one, first.value(), last.value(), level.value());
    double y = AUGMENTED * mean(beat, foot, first.value(), last.value(), level.value());
    return Math.hypot(x, y) < SMALLEST
        ? Measure.none("its vector in the frontal plane is too small to have a direction")
        : Measure.of(Math.toDegrees(Math.atan2(y, x)));
  }

  private static double mean(TypicalBeat beat, int lead, double from, double to, double levelAt) {
    LeadCurve curve = new LeadCurve(beat, beat.millivolts()[lead]);
    return curve.area(from, to, curve.mean(levelAt - 12, levelAt)) / (to - from);
  }
}
