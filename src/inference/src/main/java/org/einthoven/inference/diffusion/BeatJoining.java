package org.einthoven.inference.diffusion;

import static org.einthoven.ecg.beat.BeatPreparation.AFTER_R;
import static org.einthoven.ecg.beat.BeatPreparation.BEFORE_R;
import static org.einthoven.ecg.beat.BeatPreparation.WINDOW_SAMPLES;

import java.util.List;

/** Beats put one after another into a signal. */
final class BeatJoining {

  private BeatJoining() {}

  /**
   * One lead.
   *
   * @param beats each [2 × 90]
   * @param places of the R peaks in the signal, ascending
   * @param lead 0 or 1
   * @param length of the signal
   */
  static float[] join(List<float[]> beats, int[] places, int lead, int length) {
    float[] signal = new float[length];
    for (int i = 0; i < length; i++) {
      int next = 0;
      while (next < places.length && places[next] < i) {
        next++;
      }
      signal[i] = value(beats, places, lead, next - 1, next, i);
    }
    return signal;
  }

  private static float value(
      List<float[]> beats, int[] places, int lead, int last, int next, int at) {
    if (last < 0 || next >= places.length) {
      int only = last < 0 ? next : last;
      return only >= places.length ? 0 : sample(beats.get(only), lead, at - places[only]);
    }
    int fromLast = at - places[last];
    int toNext = at - places[next];
    float tail = sample(beats.get(last), lead, fromLast);
    float head = sample(beats.get(next), lead, toNext);
    // From where the one gives way to where the other stands alone.
    double first = places[next] - BEFORE_R;
    double end = places[last] + AFTER_R - 1;
    double from = Math.min(first, end);
    double to = Math.max(first, end);
    if (to - from < 1) {
      to = from + 1;
    }
    double share = Math.max(0, Math.min(1, (at - from) / (to - from)));
    double smooth = share * share * (3 - 2 * share);
    return (float) (tail + smooth * (head - tail));
  }

  /** A beat's sample so far from its R peak; beyond its ends the end value goes on. */
  private static float sample(float[] beat, int lead, int fromR) {
    int at = Math.max(0, Math.min(WINDOW_SAMPLES - 1, fromR + BEFORE_R));
    return beat[lead * WINDOW_SAMPLES + at];
  }
}
