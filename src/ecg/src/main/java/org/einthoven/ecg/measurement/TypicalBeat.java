package org.einthoven.ecg.measurement;

import java.util.List;
import org.einthoven.ecg.recording.Lead;

/**
 * The typical beat of a recording: the median over the beats of the most frequent shape, aligned on
 * their QRS complexes, at {@value #SAMPLES_PER_SECOND} Hz. The arrays are not copied.
 *
 * @param leads the leads, in the recording's order
 * @param millivolts [leads][samples], without baseline wander (zero-phase high-pass at 0.5 Hz)
 * @param smooth [independent leads][samples], the same below 40 Hz, which boundaries are found in;
 *     III, aVR, aVL and aVF follow from I and II and are not among them where both are there
 * @param noise [independent leads][samples], how far the median of the smooth beats may lie from
 *     what many beats would give: their deviation over the square root of their number
 * @param rPeak the sample at which the beats' R peaks lie
 * @param beats how many beats were taken
 * @param found how many beats lie far enough from the ends to be taken
 * @param rrSamples the median RR interval, in samples
 */
record TypicalBeat(
    List<Lead> leads,
    float[][] millivolts,
    float[][] smooth,
    float[][] noise,
    int rPeak,
    int beats,
    int found,
    double rrSamples) {

  /** The rate of its samples. */
  static final double SAMPLES_PER_SECOND = 500;

  /** The length of a sample. */
  static final double MILLISECONDS = 1000 / SAMPLES_PER_SECOND;

  /** Copies the list. */
  TypicalBeat {
    leads = List.copyOf(leads);
  }

  int samples() {
    return millivolts[0].length;
  }
}
