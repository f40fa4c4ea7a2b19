package org.einthoven.inference.reading;

import org.einthoven.ecg.beat.BeatClass;

/**
 * One beat of a reading.
 *
 * @param seconds the R peak, in seconds from the first sample
 * @param beatClass the class with the highest corrected score
 * @param probability the model's probability of that class, 0 to 1
 * @param ruledOut whether the beat head by itself took it for S, which stated atrial fibrillation
 *     rules out
 */
public record ReadBeat(double seconds, BeatClass beatClass, double probability, boolean ruledOut) {

  /** A beat of the class that the beat head gives it. */
  public ReadBeat(double seconds, BeatClass beatClass, double probability) {
    this(seconds, beatClass, probability, false);
  }
}
