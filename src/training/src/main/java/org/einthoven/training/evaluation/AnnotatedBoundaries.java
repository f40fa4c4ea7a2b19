package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.einthoven.training.data.Ludb.Marked;
import org.einthoven.training.data.Ludb.Wave;

/**
 * The boundaries of a record's waves over all leads, as marked by cardiologists lead by lead. Of a
 * beat's wave that is marked in at least six leads it is the second earliest onset and the second
 * latest end, since a single lead's mark is sometimes far off; of a record the median over its
 * beats, in milliseconds from the R peak that was detected.
 */
final class AnnotatedBoundaries {

  private static final double MILLISECONDS = 2;
  private static final int FEWEST_LEADS = 6;
  private static final int FEWEST_BEATS = 2;
  private static final int SAME_BEAT = 75;
  private static final int P_BEFORE = 250;
  private static final int T_AFTER = 350;
  private static final int APART = 10;

  private final Map<Wave, List<double[]>> ofBeats = new EnumMap<>(Wave.class);

  private AnnotatedBoundaries() {
    for (Wave wave : Wave.values()) {
      ofBeats.put(wave, new ArrayList<>());
    }
  }

  /**
   * The boundaries of a record.
   *
   * @param marked the waves of each lead
   * @param rPeaks that were detected, ascending
   */
  static AnnotatedBoundaries of(List<List<Marked>> marked, int[] rPeaks) {
    AnnotatedBoundaries boundaries = new AnnotatedBoundaries();
    int[] beats = beats(marked);
    for (int i = 0; i < beats.length; i++) {
      int beat = beats[i];
      int before = i == 0 ? Integer.MIN_VALUE / 2 : beats[i - 1];
      int after = i + 1 == beats.length ? Integer.MAX_VALUE / 2 : beats[i + 1];
      nearest(rPeaks, beat)
          .ifPresent(
              r -> {
                boundaries.add(Wave.QRS, marked, beat - SAME_BEAT, beat + SAME_BEAT, r);
                boundaries.add(
                    Wave.P, marked, Math.max(before + 100, beat - P_BEFORE), beat - APART, r);
                boundaries.add(
                    Wave.T, marked, beat + APART, Math.min(after - 40, beat + T_AFTER), r);
              });
    }
    return boundaries;
  }

  /** The places where at least six leads have a QRS complex. */
  static int[] beats(List<List<Marked>> marked) {
    int[] peaks =
        marked.stream()
            .flatMap(List::stream)
            .filter(wave -> wave.wave() == Wave.QRS)
            .mapToInt(Marked::peak)
            .sorted()
            .toArray();
    List<Integer> beats = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= peaks.length; i++) {
      if (i == peaks.length || peaks[i] - peaks[i - 1] >= SAME_BEAT) {
        if (i - from >= FEWEST_LEADS) {
          beats.add(peaks[(from + i) / 2]);
        }
        from = i;
      }
    }
    return beats.stream().mapToInt(Integer::intValue).toArray();
  }

  private static OptionalInt nearest(int[] rPeaks, int beat) {
    return Arrays.stream(rPeaks)
        .filter(r -> Math.abs(r - beat) < SAME_BEAT)
        .boxed()
        .min((a, b) -> Integer.compare(Math.abs(a - beat), Math.abs(b - beat)))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private void add(Wave wave, List<List<Marked>> marked, int from, int to, int r) {
    List<Integer> onsets = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (List<Marked> lead : marked) {
      List<Marked> within =
          lead.stream()
              .filter(one -> one.wave() == wave && one.peak() >= from && one.peak() <= to)
              .toList();
      if (!within.isEmpty()) {
        Marked one = wave == Wave.P ? within.get(within.size() - 1) : within.get(0);
        onsets.add(one.onset());
        ends.add(one.end());
      }
    }
    if (onsets.size() >= FEWEST_LEADS) {
      onsets.sort(null);
      ends.sort(null);
      ofWave(wave)
          .add(
              new double[] {
                MILLISECONDS * (onsets.get(1) - r), MILLISECONDS * (ends.get(ends.size() - 2) - r)
              });
    }
  }

  private List<double[]> ofWave(Wave wave) {
    return ofBeats.getOrDefault(wave, new ArrayList<>());
  }

  /** Where a wave begins; empty where fewer than two beats have it. */
  OptionalDouble onset(Wave wave) {
    return median(wave, 0);
  }

  /** Where a wave ends; empty where fewer than two beats have it. */
  OptionalDouble end(Wave wave) {
    return median(wave, 1);
  }

  private OptionalDouble median(Wave wave, int which) {
    double[] values = ofWave(wave).stream().mapToDouble(pair -> pair[which]).sorted().toArray();
    int middle = values.length / 2;
    return values.length < FEWEST_BEATS
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2);
  }
}
