package org.einthoven.inference.reading;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a reading.
 *
 * @param code what is stated
 * @param text the statement as a sentence for a report
 * @param probability the model's probability behind it, 0 to 1, null for a plain measurement
 * @param reason what it rests on: counts, thresholds, measured values
 */
public record Statement(
    StatementCode code, String text, @Nullable Double probability, String reason) {}
