package org.einthoven.ecg.holter;

/**
 * Heart rates of a time, in beats a minute.
 *
 * @param mean by the mean of its RR intervals
 * @param lowest of any {@value #BEATS} RR intervals in a row
 * @param highest of any {@value #BEATS} RR intervals in a row
 * @param longestSeconds the longest RR interval
 * @param longestAt the R peak before it, in seconds from the first sample
 */
public record HeartRates(
    double mean, double lowest, double highest, double longestSeconds, double longestAt) {

  /** Over how many intervals the lowest and the highest rate are taken. */
  public static final int BEATS = 8;
}
