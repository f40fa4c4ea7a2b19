package org.einthoven.ecg.measurement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The P wave of a typical beat: what stands out of the straight line between the end of the T wave
 * before (or 300 ms before the QRS complex) and the QRS complex. Waves that do not go with the QRS
 * complexes, as in atrial fibrillation, vanish in the median; what is left must be higher than
 * {@value #LOWEST} mV and {@value #OVER_NOISE} times what the median of so many beats is uncertain
 * by, or there is no P wave. Its boundaries over all leads are the means of two ways, each of which
 * is far off at times: where the spatial velocity is quiet, and where nine tenths of the leads,
 * weighed by the height of their P wave, have theirs ({@link WavesOverLeads}). Constants chosen on
 * LUDB's records 1 to 70.
 */
final class PWaveSearch {

  private static final double LOWEST = 0.03;
  private static final double OVER_NOISE = 4.2;
  private static final double LONGEST_SECONDS = 0.3;
  private static final int AFTER_T = 10;
  private static final int BEFORE_QRS = 4;
  private static final int FEWEST = 20;
  private static final int HOLD = 5;
  private static final double SHARE = 0.15;
  private static final double QUIET = 0.1;
  private static final double USUAL_T_END = 400;
  private static final double SHARE_OF_LEADS = 0.9;
  private static final WavesOverLeads.Search SEARCH = new WavesOverLeads.Search(30, 15, 42, 42);

  private PWaveSearch() {}

  /**
   * The boundaries in milliseconds from the R peak, or why there are none.
   *
   * @param absent whether there is no P wave, rather than none that could be judged
   * @param leads the wave of each lead, in the beat's order
   */
  record Bounds(
      Measure onset, Measure end, boolean absent, List<Optional<WavesOverLeads.Found>> leads) {

    static Bounds none(TypicalBeat beat, String reason, boolean absent) {
      return new Bounds(
          Measure.none(reason),
          Measure.none(reason),
          absent,
          beat.leads().stream().map(lead -> Optional.<WavesOverLeads.Found>empty()).toList());
    }
  }

  static Bounds search(
      TypicalBeat beat, SpatialVelocity velocity, QrsSearch.Bounds qrs, Measure tEnd) {
    double rate = TypicalBeat.SAMPLES_PER_SECOND;
    int r = beat.rPeak();
    int onset = qrs.quiet();
    double afterT =
        r
            - beat.rrSamples()
            + tEnd.toOptional().orElse(USUAL_T_END) / TypicalBeat.MILLISECONDS
            + AFTER_T;
    int from =
        (int) Math.max(SpatialVelocity.REACH, Math.max(onset - LONGEST_SECONDS * rate, afterT));
    int to = onset - BEFORE_QRS;
    if (to - from <= FEWEST) {
      return Bounds.none(
          beat, "there is no room for a P wave between T wave and QRS complex", false);
    }
    double[] height = heights(beat, from, to);
    int peak = 0;
    for (int i = 0; i < height.length; i++) {
      peak = height[i] > height[peak] ? i : peak;
    }
    if (height[peak] < LOWEST || height[peak] < OVER_NOISE * noise(beat, from, to)) {
      return Bounds.none(beat, "no P wave stands out of what varies from beat to beat", true);
    }
    int highestBefore = peak > 2 ? velocity.highest(from, from + peak) : from;
    int highestAfter = peak < height.length - 2 ? velocity.highest(from + peak, to) : to - 1;
    double quiet = velocity.percentile(from, to, QUIET);
    double fastest = velocity.values()[velocity.highest(from, to)];
    double level = quiet + SHARE * (fastest - quiet);
    int first = velocity.quietBefore(highestBefore, from, HOLD, level);
    int last = velocity.quietAfter(highestAfter, to, HOLD, level);
    if (first < 0) {
      return Bounds.none(beat, "the P wave cannot be told from the T wave before it", false);
    }
    WavesOverLeads waves = WavesOverLeads.of(beat.millivolts(), from, to, SEARCH);
    double begins = mean(first, waves.onset(SHARE_OF_LEADS).orElse(first));
    int quietFrom = last < 0 ? to - BEFORE_QRS : last;
    double ends = mean(quietFrom, waves.end(SHARE_OF_LEADS).orElse(quietFrom));
    return new Bounds(
        Measure.of((begins - r) * TypicalBeat.MILLISECONDS),
        Measure.of((ends - r) * TypicalBeat.MILLISECONDS),
        false,
        waves.leads());
  }

  /** Over the leads that do not follow from others, the root of the sum of squares. */
  private static double[] heights(TypicalBeat beat, int from, int to) {
    double[] squares = new double[to - from];
    for (float[] signal : beat.smooth()) {
      double left = mean(signal, from, from + 5);
      double right = mean(signal, to - 4, to);
      for (int i = 0; i < squares.length; i++) {
        double off = signal[from + i] - left - (right - left) * i / squares.length;
        squares[i] += off * off;
      }
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  private static double noise(TypicalBeat beat, int from, int to) {
    double[] noise = new double[to - from];
    for (float[] lead : beat.noise()) {
      for (int i = 0; i < noise.length; i++) {
        double own = lead[from + i];
        noise[i] += own * own;
      }
    }
    Arrays.sort(noise);
    return Math.sqrt(noise[noise.length / 2]);
  }

  private static double mean(int one, int other) {
    return (one + other) / 2.0;
  }

  private static double mean(float[] signal, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += signal[i];
    }
    return sum / (to - from);
  }
}
