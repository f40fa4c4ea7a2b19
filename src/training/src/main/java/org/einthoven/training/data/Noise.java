package org.einthoven.training.data;

import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.signal.Resampling;

/**
 * Noise without an ECG in it.
 *
 * @param kind what makes it
 * @param samplesPerSecond its rate in hertz
 * @param channels in millivolts, of equal length
 */
public record Noise(NoiseStress.Kind kind, double samplesPerSecond, List<float[]> channels) {

  /** Copies the list, and checks that the channels are of equal length. */
  public Noise {
    channels = List.copyOf(channels);
    int length = channels.isEmpty() ? 0 : channels.get(0).length;
    if (length == 0 || channels.stream().anyMatch(channel -> channel.length != length)) {
      throw new IllegalArgumentException("channels of noise are of equal length and not empty");
    }
  }

  /** How many samples each channel has. */
  public int length() {
    return channels.get(0).length;
  }

  /** How long it is, in seconds. */
  public double durationSeconds() {
    return length() / samplesPerSecond;
  }

  /** The same noise at another rate. */
  public Noise at(double otherSamplesPerSecond) {
    if (otherSamplesPerSecond == samplesPerSecond) {
      return this;
    }
    Resampling resampling = Resampling.between(samplesPerSecond, otherSamplesPerSecond);
    return new Noise(
        kind, otherSamplesPerSecond, channels.stream().map(resampling::apply).toList());
  }

  /**
   * A segment, going on from the start where the noise ends.
   *
   * @param from the first sample, from 0
   * @param count how many samples, not more than there are
   */
  public Noise segment(int from, int count) {
    if (from < 0 || from >= length() || count < 1 || count > length()) {
      throw new IllegalArgumentException("the segment lies outside the noise");
    }
    return new Noise(
        kind, samplesPerSecond, channels.stream().map(all -> cut(all, from, count)).toList());
  }

  private static float[] cut(float[] all, int from, int count) {
    float[] part = Arrays.copyOfRange(all, from, from + count);
    int missing = from + count - all.length;
    if (missing > 0) {
      System.arraycopy(all, 0, part, count - missing, missing);
    }
    return part;
  }
}
