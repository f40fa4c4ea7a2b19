package org.einthoven.ecg.holter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.rhythm.VentricularPatterns;

/**
 * What a time of a long recording holds: an hour of it, or the whole. A run belongs to the period
 * in which it begins, so that the hours add up to the whole.
 *
 * @param fromSeconds where it begins, from the first sample of the recording
 * @param toSeconds where it ends
 * @param beats how many were found
 * @param classes how many of each class, all classes
 * @param unclassed how many may not be classed
 * @param rates heart rates, empty with fewer than {@value HeartRates#BEATS} RR intervals in a row
 * @param ventricular how ventricular beats follow one another
 * @param supraventricular how supraventricular beats follow one another, by the same count
 * @param fibrillationMinutes for how long atrial fibrillation is stated
 * @param rhythmJudgedMinutes for how long the rhythm was judged
 * @param unreadMinutes for how long nothing was read, by the reason; the longest first
 * @param unclassedMinutes for how long beats were counted but not classed, by the reason
 */
public record HolterPeriod(
    double fromSeconds,
    double toSeconds,
    int beats,
    Map<BeatClass, Integer> classes,
    int unclassed,
    Optional<HeartRates> rates,
    VentricularPatterns ventricular,
    VentricularPatterns supraventricular,
    double fibrillationMinutes,
    double rhythmJudgedMinutes,
    Map<String, Double> unreadMinutes,
    Map<String, Double> unclassedMinutes) {

  /** Keeps the maps from being changed. */
  public HolterPeriod {
    classes = Collections.unmodifiableMap(new EnumMap<>(classes));
    unreadMinutes = Collections.unmodifiableMap(unreadMinutes);
    unclassedMinutes = Collections.unmodifiableMap(unclassedMinutes);
  }

  static HolterPeriod of(
      HolterFindings findings, HolterIntervals intervals, double from, double to) {
    HolterBeats beats = findings.beats();
    int first = beats.firstFrom(from);
    int end = beats.firstFrom(to);
    Map<BeatClass, Integer> classes = new EnumMap<>(BeatClass.class);
    for (BeatClass beatClass : BeatClass.values()) {
      classes.put(beatClass, 0);
    }
    int unclassed = 0;
    for (int beat = first; beat < end; beat++) {
      Optional<BeatClass> found = beats.beatClass(beat);
      if (found.isPresent()) {
        classes.merge(found.get(), 1, Integer::sum);
      } else {
        unclassed++;
      }
    }
    return new HolterPeriod(
        from,
        to,
        end - first,
        classes,
        unclassed,
        rates(intervals, beats, first, end),
        patterns(beats, intervals, first, end, BeatClass.V),
        patterns(beats, intervals, first, end, BeatClass.S),
        minutes(findings.fibrillation(), from, to),
        minutes(findings.rhythmJudged(), from, to),
        byReason(findings.unread(), from, to),
        byReason(findings.unclassed(), from, to));
  }

  private static Optional<HeartRates> rates(
      HolterIntervals intervals, HolterBeats beats, int first, int end) {
    double sum = 0;
    int count = 0;
    double slowest = Double.NEGATIVE_INFINITY;
    double fastest = Double.POSITIVE_INFINITY;
    double longest = 0;
    double longestAt = 0;
    int inRow = 0;
    for (int beat = Math.max(1, first); beat < end; beat++) {
      inRow = intervals.isWhole(beat) ? inRow + 1 : 0;
      if (inRow == 0) {
        continue;
      }
      double seconds = intervals.seconds(beat);
      sum += seconds;
      count++;
      if (seconds > longest) {
        longest = seconds;
        longestAt = beats.seconds(beat - 1);
      }
      if (inRow >= HeartRates.BEATS) {
        double row = beats.seconds(beat) - beats.seconds(beat - HeartRates.BEATS);
        slowest = Math.max(slowest, row);
        fastest = Math.min(fastest, row);
      }
    }
    if (slowest < 0) {
      return Optional.empty();
    }
    double perMinute = 60.0 * HeartRates.BEATS;
    return Optional.of(
        new HeartRates(
            60 * count / sum, perMinute / slowest, perMinute / fastest, longest, longestAt));
  }

  private static VentricularPatterns patterns(
      HolterBeats beats, HolterIntervals intervals, int first, int end, BeatClass beatClass) {
    int from = first;
    while (from > 0 && from < end && goesOn(beats, intervals, from, beatClass)) {
      from++;
    }
    int to = Math.max(from, end);
    while (to > from && to < beats.count() && goesOn(beats, intervals, to, beatClass)) {
      to++;
    }
    double[] seconds = new double[to - from];
    boolean[] of = new boolean[to - from];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = beats.seconds(from + i);
      of[i] = beats.is(from + i, beatClass);
    }
    return VentricularPatterns.of(seconds, of);
  }

  /** Whether a beat goes on with a run of its class that began before it. */
  private static boolean goesOn(
      HolterBeats beats, HolterIntervals intervals, int beat, BeatClass beatClass) {
    return beats.is(beat, beatClass)
        && beats.is(beat - 1, beatClass)
        && intervals.seconds(beat) <= VentricularPatterns.APART_SECONDS;
  }

  private static double minutes(List<HolterStretch> stretches, double from, double to) {
    return stretches.stream().mapToDouble(stretch -> stretch.minutesWithin(from, to)).sum();
  }

  private static Map<String, Double> byReason(
      List<HolterStretch> stretches, double from, double to) {
    Map<String, Double> sums = new TreeMap<>();
    for (HolterStretch stretch : stretches) {
      double minutes = stretch.minutesWithin(from, to);
      if (minutes > 0) {
        sums.merge(stretch.words(), minutes, Double::sum);
      }
    }
    List<Map.Entry<String, Double>> ordered = new ArrayList<>(sums.entrySet());
    ordered.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    Map<String, Double> byReason = new LinkedHashMap<>();
    ordered.forEach(entry -> byReason.put(entry.getKey(), entry.getValue()));
    return byReason;
  }

  /** How many beats are of a class. */
  public int count(BeatClass beatClass) {
    return classes.getOrDefault(beatClass, 0);
  }

  /** The share of a class of the beats that were classed, in percent; empty without any. */
  public Optional<Double> burdenPercent(BeatClass beatClass) {
    int classed = beats - unclassed;
    return classed == 0 ? Optional.empty() : Optional.of(100.0 * count(beatClass) / classed);
  }

  /** For how long nothing was read, in minutes. */
  public double notReadMinutes() {
    return unreadMinutes.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
