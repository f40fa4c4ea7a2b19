package org.einthoven.ecg.statement;

/**
 * A finding that follows from measurements.
 *
 * @param criterion which
 * @param reason the measured values and the limits, for a report
 */
public record MeasuredFinding(Criterion criterion, String reason) {}
