package org.einthoven.ecg.measurement;

/**
 * The QT interval corrected for the heart rate, in milliseconds.
 *
 * @param bazett QT / √RR (Bazett 1920)
 * @param fridericia QT / ∛RR (Fridericia 1920)
 * @param framingham QT + 154 (1 − RR) (Sagie et al. 1992)
 * @param hodges QT + 1.75 (rate − 60) (Hodges et al. 1983)
 */
public record QtCorrections(
    Measure bazett, Measure fridericia, Measure framingham, Measure hodges) {

  private static final double MILLISECONDS_PER_MINUTE = 60_000;

  /**
   * The corrections; RR is in seconds in their formulae.
   *
   * @param qt in milliseconds
   * @param rr the mean RR interval in milliseconds
   */
  public static QtCorrections of(Measure qt, Measure rr) {
    if (!(rr instanceof Measure.Value interval)) {
      return new QtCorrections(rr, rr, rr, rr);
    }
    double seconds = interval.value() / 1000;
    double rate = MILLISECONDS_PER_MINUTE / interval.value();
    return new QtCorrections(
        qt.map(value -> value / Math.sqrt(seconds)),
        qt.map(value -> value / Math.cbrt(seconds)),
        qt.map(value -> value + 154 * (1 - seconds)),
        qt.map(value -> value + 1.75 * (rate - 60)));
  }
}
