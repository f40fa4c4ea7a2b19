package org.einthoven.ecg.rhythm;

/**
 * The coefficient of sample entropy (Lake and Moorman 2011, doi:10.1152/ajpheart.00561.2010): how
 * unlikely it is that two intervals that are alike are followed by two that are alike, for
 * templates of one interval, made comparable over tolerances and heart rates. It was made to tell
 * atrial fibrillation in few beats.
 */
final class SampleEntropy {

  private static final double FIRST_TOLERANCE = 0.03;
  private static final double LARGEST_TOLERANCE = 0.5;
  private static final double WIDER = 1.2;
  private static final int FEWEST_MATCHES = 5;

  private SampleEntropy() {}

  /** Of intervals in seconds; the tolerance grows until there are matches enough. */
  static double of(double[] rr) {
    if (rr.length < 2) {
      return 0;
    }
    double tolerance = FIRST_TOLERANCE;
    while (true) {
      int alike = 0;
      int alsoNext = 0;
      for (int i = 0; i < rr.length - 1; i++) {
        for (int j = i + 1; j < rr.length - 1; j++) {
          if (Math.abs(rr[i] - rr[j]) < tolerance) {
            alike++;
            if (Math.abs(rr[i + 1] - rr[j + 1]) < tolerance) {
              alsoNext++;
            }
          }
        }
      }
      if (alsoNext >= FEWEST_MATCHES || tolerance > LARGEST_TOLERANCE) {
        double share = Math.max(alsoNext, 0.5) / Math.max(alike, 1);
        return -Math.log(share) + Math.log(2 * tolerance) - Math.log(Numbers.mean(rr));
      }
      tolerance *= WIDER;
    }
  }
}
