package org.einthoven.ecg.holter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A long recording summed up.
 *
 * @param whole the recording as one period
 * @param hours each of its hours from the first sample on; the last may be shorter
 * @param pauses how many RR intervals last {@value #PAUSE_SECONDS} s or more (Kusumoto et al., 2018
 *     ACC/AHA/HRS guideline on bradycardia, table 4)
 * @param variation of the N-N intervals, empty where there are too few
 * @param longestUnjudged the longest time between two beats that is no RR interval, with the
 *     reason, empty where there is none; no pause may be told there
 */
public record HolterSummary(
    HolterPeriod whole,
    List<HolterPeriod> hours,
    int pauses,
    Optional<NnVariation> variation,
    Optional<HolterStretch> longestUnjudged) {

  /** From how many seconds on an RR interval is counted as a pause. */
  public static final double PAUSE_SECONDS = 3;

  private static final double HOUR = 3600;

  /** Copies the list. */
  public HolterSummary {
    hours = List.copyOf(hours);
  }

  /** Sums up what was found. */
  public static HolterSummary of(HolterFindings findings) {
    HolterBeats beats = findings.beats();
    HolterIntervals intervals = HolterIntervals.of(findings);
    double end = findings.durationSeconds();
    List<HolterPeriod> hours = new ArrayList<>();
    for (double from = 0; from < end; from += HOUR) {
      hours.add(HolterPeriod.of(findings, intervals, from, Math.min(end, from + HOUR)));
    }
    int pauses = 0;
    Optional<HolterStretch> unjudged = Optional.empty();
    for (int beat = 1; beat < beats.count(); beat++) {
      double seconds = intervals.seconds(beat);
      if (intervals.isWhole(beat)) {
        pauses += seconds >= PAUSE_SECONDS ? 1 : 0;
      } else if (unjudged.isEmpty()
          || seconds > unjudged.get().toSeconds() - unjudged.get().fromSeconds()) {
        unjudged =
            Optional.of(
                new HolterStretch(
                    beats.seconds(beat - 1),
                    beats.seconds(beat),
                    "missing or unusable signal, or beats may be unseen"));
      }
    }
    return new HolterSummary(
        HolterPeriod.of(findings, intervals, 0, end),
        hours,
        pauses,
        NnVariation.of(beats, intervals),
        unjudged);
  }
}
