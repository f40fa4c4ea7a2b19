package org.einthoven.inference;

/**
 * What the infarction head says of a recording.
 *
 * @param probability 0 to 1
 * @param threshold the manifest's: at or above it the finding is stated
 * @param sharedShare the gate's weight of the shared features, 0 to 1
 */
public record InfarctionProbability(double probability, double threshold, double sharedShare) {}
