package org.einthoven.inference.reading;

/**
 * How the intervals between consecutive beats vary, ectopic beats included, in milliseconds.
 *
 * @param deviation their standard deviation
 * @param successive the root mean square of the differences of successive intervals
 * @param shortest the shortest
 * @param longest the longest
 */
public record RrVariability(double deviation, double successive, double shortest, double longest) {}
