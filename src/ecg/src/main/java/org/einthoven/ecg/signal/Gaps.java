package org.einthoven.ecg.signal;

import java.util.BitSet;

/**
 * A signal whose missing samples are bridged so that it can be filtered, and which of them were
 * missing.
 *
 * <p>A gap is bridged by a straight line between its neighbours, a gap at an end by the nearest
 * value; a signal without any value becomes zeros. The bridge serves the filter only: what is
 * computed from it is taken back by {@link #restore}.
 *
 * @param bridged the signal without missing samples; a copy only where there were any
 * @param missing the indices that were not finite numbers
 */
public record Gaps(float[] bridged, BitSet missing) {

  /** Bridges the samples that are NaN or infinite. */
  public static Gaps bridge(float[] samples) {
    BitSet missing = new BitSet();
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        missing.set(i);
      }
    }
    if (missing.isEmpty()) {
      return new Gaps(samples, missing);
    }
    float[] bridged = samples.clone();
    for (int from = missing.nextSetBit(0); from >= 0; ) {
      int to = missing.nextClearBit(from);
      fill(bridged, from, Math.min(to, bridged.length));
      from = missing.nextSetBit(to);
    }
    return new Gaps(bridged, missing);
  }

  private static void fill(float[] samples, int from, int to) {
    boolean before = from > 0;
    boolean after = to < samples.length;
    float left = before ? samples[from - 1] : after ? samples[to] : 0;
    float right = after ? samples[to] : left;
    float span = to - from + 1f;
    for (int i = from; i < to; i++) {
      samples[i] = left + (right - left) * ((i - from + 1) / span);
    }
  }

  /** Puts NaN back where a sample was missing, in the array that is given, and returns it. */
  public float[] restore(float[] processed) {
    missing.stream().forEach(i -> processed[i] = Float.NaN);
    return processed;
  }
}
