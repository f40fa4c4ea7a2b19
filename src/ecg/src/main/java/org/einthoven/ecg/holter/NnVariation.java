package org.einthoven.ecg.holter;

import java.util.Optional;

/**
 * How the N-N intervals of a long recording vary, by the definitions of the Task Force of the ESC
 * and NASPE (Eur Heart J 1996;17:354, table 1). Its normal values are of 24 hours, of which at
 * least {@value #FEWEST_HOURS_OF_DAY} are to be analysable: of a shorter recording the values are
 * smaller.
 *
 * @param intervals how many there are
 * @param hours their sum
 * @param meanMilliseconds their mean
 * @param sdnnMilliseconds their standard deviation
 * @param sdannMilliseconds the standard deviation of the means of five minutes; empty with fewer
 *     than two means
 * @param rmssdMilliseconds the root mean square of the differences of adjacent ones
 * @param pnn50Percent how many differ from the one before by more than 50 ms, of all of them
 */
public record NnVariation(
    int intervals,
    double hours,
    double meanMilliseconds,
    double sdnnMilliseconds,
    Optional<Double> sdannMilliseconds,
    double rmssdMilliseconds,
    double pnn50Percent) {

  /** How much of a day must be analysable for values of 24 hours, in hours. */
  public static final int FEWEST_HOURS_OF_DAY = 18;

  /** With fewer intervals nothing is given: the variation of some seconds says nothing of hours. */
  public static final int FEWEST_INTERVALS = 100;

  private static final double SEGMENT_SECONDS = 300;
  private static final double LEAST_OF_SEGMENT = 150;
  private static final double STEP_MILLISECONDS = 50;

  /** Sums, so that one pass is enough. */
  private static final class Spread {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
      count++;
      double off = value - mean;
      mean += off / count;
      squares += off * (value - mean);
    }

    double deviation() {
      return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }
  }

  /** The variation, empty with fewer than {@value #FEWEST_INTERVALS} intervals. */
  public static Optional<NnVariation> of(HolterBeats beats, HolterIntervals intervals) {
    Spread all = new Spread();
    Spread means = new Spread();
    Spread segment = new Spread();
    double sum = 0;
    double squaredSteps = 0;
    long steps = 0;
    long large = 0;
    long place = 0;
    for (int beat = 1; beat < beats.count(); beat++) {
      long at = (long) (beats.seconds(beat) / SEGMENT_SECONDS);
      if (at != place) {
        close(segment, means);
        segment = new Spread();
        place = at;
      }
      if (!intervals.isNormal(beat)) {
        continue;
      }
      double milliseconds = intervals.seconds(beat) * 1000;
      all.add(milliseconds);
      segment.add(milliseconds);
      sum += milliseconds;
      if (intervals.isNormal(beat - 1)) {
        double step = milliseconds - intervals.seconds(beat - 1) * 1000;
        squaredSteps += step * step;
        steps++;
        large += Math.abs(step) > STEP_MILLISECONDS ? 1 : 0;
      }
    }
    close(segment, means);
    if (all.count < FEWEST_INTERVALS || steps == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new NnVariation(
            (int) all.count,
            sum / 3_600_000,
            all.mean,
            all.deviation(),
            means.count < 2 ? Optional.empty() : Optional.of(means.deviation()),
            Math.sqrt(squaredSteps / steps),
            100.0 * large / all.count));
  }

  private static void close(Spread segment, Spread means) {
    if (segment.count * segment.mean >= LEAST_OF_SEGMENT * 1000) {
      means.add(segment.mean);
    }
  }

  /** Whether enough of a day was analysed to hold the values against those of 24 hours. */
  public boolean isOfDay() {
    return hours >= FEWEST_HOURS_OF_DAY;
  }
}
