package org.einthoven.inference.reading;

import org.einthoven.ecg.beat.BeatClass;

/**
 * One beat of a reading.
 *
 * @param seconds the R peak, in seconds from the first sample
 * @param beatClass the class with the highest corrected score
 * @param probability the model's probability of that class, 0 to 1
 */
public record ReadBeat(double seconds, BeatClass beatClass, double probability) {}
