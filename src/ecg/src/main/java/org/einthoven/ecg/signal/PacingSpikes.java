package org.einthoven.ecg.signal;

import java.util.Arrays;

/**
 * The spikes of a pacemaker in a signal: deflections of a few milliseconds, at least 250 µV high,
 * that a running median of about 12 ms takes away and one of twice the length takes away no better.
 * The tip of a QRS complex is not one: the longer median takes more of it.
 *
 * <p>Below 250 Hz there are none to be told from the rest. Spikes that a recorder has smoothed, as
 * on the tapes of the MIT-BIH database, are not narrow enough either.
 */
public final class PacingSpikes {

  /** The sampling rate below which spikes are not looked for, in hertz. */
  public static final double LEAST_RATE = 250;

  private static final double HALF_MEDIAN_SECONDS = 0.006;
  private static final double LEAST_MICROVOLTS = 250;
  private static final double NARROW = 0.8;

  private PacingSpikes() {}

  /**
   * How high a spike stands above what surrounds it, 0 where there is none.
   *
   * @param samples in microvolts, none missing
   * @param samplesPerSecond their rate
   * @param i which sample
   */
  public static float height(float[] samples, double samplesPerSecond, int i) {
    int half = (int) Math.max(2, Math.round(HALF_MEDIAN_SECONDS * samplesPerSecond));
    if (samplesPerSecond < LEAST_RATE || i < 2 * half || i >= samples.length - 2 * half) {
      return 0;
    }
    // Most samples are settled without a median: a spike stands out to both sides.
    float left = samples[i] - samples[i - half];
    float right = samples[i] - samples[i + half];
    if (Math.min(Math.abs(left), Math.abs(right)) < LEAST_MICROVOLTS / 2 || left * right < 0) {
      return 0;
    }
    float height = Math.abs(samples[i] - median(samples, i, half));
    boolean narrow = height > NARROW * Math.abs(samples[i] - median(samples, i, 2 * half));
    return height > LEAST_MICROVOLTS && narrow ? height : 0;
  }

  /**
   * The signal with its spikes replaced by the median around them; the same where there are none.
   */
  public static float[] without(float[] samples, double samplesPerSecond) {
    int half = (int) Math.max(2, Math.round(HALF_MEDIAN_SECONDS * samplesPerSecond));
    float[] cleaned = samples;
    for (int i = 0; i < samples.length; i++) {
      if (height(samples, samplesPerSecond, i) > 0) {
        cleaned = cleaned == samples ? samples.clone() : cleaned;
        cleaned[i] = median(samples, i, 2 * half);
      }
    }
    return cleaned;
  }

  private static float median(float[] samples, int centre, int half) {
    float[] near = Arrays.copyOfRange(samples, centre - half, centre + half + 1);
    Arrays.sort(near);
    return near[half];
  }
}
