package org.einthoven.ecg.rhythm;

/**
 * A stretch of one lead as the fibrillation head reads it. The arrays are not copied.
 *
 * @param fromSeconds where it begins, from the first sample of the recording
 * @param toSeconds where it ends
 * @param rPeaks how many R peaks lie in it
 * @param beat row-major [{@value RhythmPreparation#CHANNELS}][90]: the median beat over its
 *     peak-to-peak amplitude, and the spread of the beats around it on the same scale
 * @param features {@link RhythmFeature} in their order
 */
public record RhythmWindow(
    double fromSeconds, double toSeconds, int rPeaks, float[] beat, float[] features) {

  /** The value of a feature. */
  public double value(RhythmFeature feature) {
    return features[feature.column()];
  }
}
