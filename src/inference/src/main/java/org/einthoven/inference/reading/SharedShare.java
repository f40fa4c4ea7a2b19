package org.einthoven.inference.reading;

/**
 * How much a task leaned on the shared features of the model, which helps to explain it.
 *
 * @param task {@code beat}, {@code infarction} or {@code abnormality}
 * @param meanShare the mean weight of the shared path over what was scored, 0 (private only) to 1
 */
public record SharedShare(String task, double meanShare) {}
