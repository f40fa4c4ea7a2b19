package org.einthoven.ecg.holter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.einthoven.ecg.beat.BeatClass;

/**
 * The intervals between the beats of a long recording, and which of them count.
 *
 * <p>An interval counts as RR interval where nothing unread and no interruption of the signal lies
 * in it: what is not seen may hold a beat. An N-N interval is one between two beats of class N, of
 * {@value #SHORTEST_NN} to {@value #LONGEST_NN} s, outside of stated atrial fibrillation: the Task
 * Force (Eur Heart J 1996;17:354) counts intervals of sinus depolarisations alone.
 */
public final class HolterIntervals {

  /** The shortest N-N interval, in seconds (200 beats a minute). */
  public static final double SHORTEST_NN = 0.3;

  /** The longest N-N interval, in seconds: a longer one is a pause or a beat unseen. */
  public static final double LONGEST_NN = 2;

  private final HolterBeats beats;
  private final BitSet whole = new BitSet();
  private final BitSet normal = new BitSet();

  private HolterIntervals(HolterBeats beats) {
    this.beats = beats;
  }

  /** The intervals of a recording. */
  public static HolterIntervals of(HolterFindings findings) {
    HolterIntervals intervals = new HolterIntervals(findings.beats());
    List<HolterStretch> unseen = new ArrayList<>(findings.unread());
    unseen.addAll(findings.interrupted());
    intervals.mark(unseen, intervals.whole);
    BitSet regular = new BitSet();
    intervals.mark(findings.fibrillation(), regular);
    HolterBeats beats = findings.beats();
    for (int beat = 1; beat < beats.count(); beat++) {
      double seconds = intervals.seconds(beat);
      intervals.normal.set(
          beat,
          intervals.whole.get(beat)
              && regular.get(beat)
              && beats.is(beat - 1, BeatClass.N)
              && beats.is(beat, BeatClass.N)
              && seconds >= SHORTEST_NN
              && seconds <= LONGEST_NN);
    }
    return intervals;
  }

  /** Marks the beats whose interval none of the stretches touches. */
  private void mark(List<HolterStretch> stretches, BitSet untouched) {
    List<HolterStretch> ordered = new ArrayList<>(stretches);
    ordered.sort(Comparator.comparingDouble(HolterStretch::fromSeconds));
    int next = 0;
    double reached = Double.NEGATIVE_INFINITY;
    for (int beat = 1; beat < beats.count(); beat++) {
      while (next < ordered.size() && ordered.get(next).fromSeconds() < beats.seconds(beat)) {
        reached = Math.max(reached, ordered.get(next).toSeconds());
        next++;
      }
      untouched.set(beat, reached <= beats.seconds(beat - 1));
    }
  }

  /** The time to a beat from the one before, in seconds. */
  public double seconds(int beat) {
    return beats.seconds(beat) - beats.seconds(beat - 1);
  }

  /** Whether the interval to a beat counts as RR interval. */
  public boolean isWhole(int beat) {
    return whole.get(beat);
  }

  /** Whether the interval to a beat counts as N-N interval. */
  public boolean isNormal(int beat) {
    return normal.get(beat);
  }
}
