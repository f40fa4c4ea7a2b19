package org.einthoven.ecg.holter;

import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;

/**
 * Where no lead of a recording has a signal, be it for a moment: each lead lacks samples or is
 * flat. A straight line of a second may be a loose electrode or a heart that stands still; samples
 * cannot tell which, so that no pause is stated across it.
 *
 * <p>Looked at are blocks of half a second. One is interrupted where every lead lacks a sample in
 * it. Two in a row are, too, where every lead lacks a sample or varies by no more than {@value
 * #FLAT_MICROVOLTS} µV, which is a step or two of common recorders.
 */
public final class Interruptions {

  /** Up to which range a lead counts as flat. */
  public static final double FLAT_MICROVOLTS = 8;

  private static final double BLOCK_SECONDS = 0.5;
  private static final int FEWEST_FLAT = 2;

  private enum State {
    SIGNAL,
    FLAT,
    MISSING
  }

  private Interruptions() {}

  /**
   * The interruptions of a recording.
   *
   * @return each as {@code from, to} in samples, in order of time
   */
  public static List<int[]> of(Recording recording) {
    int length = recording.length();
    int block = (int) Math.max(1, Math.round(BLOCK_SECONDS * recording.samplesPerSecond()));
    List<int[]> found = new ArrayList<>();
    int start = 0;
    int blocks = 0;
    boolean missing = false;
    for (int from = 0; from < length + block; from += block) {
      State state =
          from < length ? ofAll(recording, from, Math.min(length, from + block)) : State.SIGNAL;
      if (state != State.SIGNAL) {
        start = blocks == 0 ? from : start;
        blocks++;
        missing |= state == State.MISSING;
      } else {
        if (missing || blocks >= FEWEST_FLAT) {
          found.add(new int[] {start, Math.min(length, from)});
        }
        blocks = 0;
        missing = false;
      }
    }
    return found;
  }

  private static State ofAll(Recording recording, int from, int to) {
    State all = State.MISSING;
    for (LeadSignal lead : recording.leads()) {
      State state = of(lead.microvolts(), from, to);
      if (state == State.SIGNAL) {
        return state;
      }
      all = state == State.FLAT ? state : all;
    }
    return all;
  }

  private static State of(float[] microvolts, int from, int to) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      float value = microvolts[i];
      if (!Float.isFinite(value)) {
        return State.MISSING;
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low <= FLAT_MICROVOLTS ? State.FLAT : State.SIGNAL;
  }
}
