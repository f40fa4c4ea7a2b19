package org.einthoven.ecg.measurement;

import java.util.Arrays;
import java.util.Optional;
import org.einthoven.ecg.measurement.AlignedLeads.Alike;
import org.einthoven.ecg.recording.Recording;

/**
 * Makes the {@link TypicalBeat} of a recording. Of at most {@value #MOST_COMPARED} beats the one
 * that most others resemble (correlation of the QRS complexes above {@value #ALIKE}, shifted by up
 * to 24 ms) is the model that all beats are aligned to; those that resemble it are taken.
 */
final class BeatAlignment {

  /** Beats that correlate by more have one shape. */
  static final double ALIKE = 0.9;

  private static final double RATE = TypicalBeat.SAMPLES_PER_SECOND;
  private static final int MOST_COMPARED = 24;
  private static final int MOST_BEATS = 120;
  private static final int FEWEST_BEATS = 3;
  private static final double SHARE = 0.5;
  private static final int COARSE = 3;
  private static final double MOST_BEFORE = 0.4;
  private static final double MOST_AFTER = 0.65;
  private static final double SHARE_BEFORE = 0.55;
  private static final double SHARE_AFTER = 0.75;

  private final AlignedLeads leads;
  private final double rr;
  private final int before;
  private final int after;

  private BeatAlignment(AlignedLeads leads, int[] rPeaks) {
    this.leads = leads;
    double[] intervals = new double[rPeaks.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = leads.scaled(rPeaks[i + 1] - rPeaks[i]);
    }
    Arrays.sort(intervals);
    rr = intervals[intervals.length / 2];
    before = (int) Math.min(MOST_BEFORE * RATE, SHARE_BEFORE * rr);
    after = (int) Math.min(MOST_AFTER * RATE, SHARE_AFTER * rr);
  }

  /**
   * The typical beat, empty where fewer than {@value #FEWEST_BEATS} beats, or no more than half of
   * all, have one shape.
   *
   * @param rPeaks of the recording, ascending
   */
  static Optional<TypicalBeat> align(Recording recording, int[] rPeaks) {
    return rPeaks.length < FEWEST_BEATS
        ? Optional.empty()
        : align(AlignedLeads.of(recording), rPeaks);
  }

  /** The same, of leads that are ready. */
  static Optional<TypicalBeat> align(AlignedLeads leads, int[] rPeaks) {
    return rPeaks.length < FEWEST_BEATS || leads.isEmpty()
        ? Optional.empty()
        : new BeatAlignment(leads, rPeaks).typical(rPeaks);
  }

  private Optional<TypicalBeat> typical(int[] rPeaks) {
    int[] peaks =
        Arrays.stream(rPeaks)
            .filter(peak -> leads.complete(peak, before, after))
            .map(leads::place)
            .filter(this::within)
            .toArray();
    if (before < AlignedLeads.QRS_REACH
        || after < AlignedLeads.QRS_REACH
        || peaks.length < FEWEST_BEATS) {
      return Optional.empty();
    }
    int[] some = spread(peaks, MOST_BEATS);
    int model = model(spread(some, MOST_COMPARED));
    AlignedLeads.Model laidOn = leads.model(model, 1);
    int[] taken =
        Arrays.stream(some)
            .mapToObj(laidOn::aligned)
            .filter(alike -> alike.likeness() > ALIKE)
            .mapToInt(Alike::place)
            .filter(this::within)
            .toArray();
    if (taken.length < FEWEST_BEATS || taken.length <= SHARE * some.length) {
      return Optional.empty();
    }
    return Optional.of(TypicalBeat.median(leads, taken, model, before, after, rr));
  }

  private static int[] spread(int[] all, int most) {
    if (all.length <= most) {
      return all;
    }
    int[] some = new int[most];
    for (int i = 0; i < most; i++) {
      some[i] = all[(int) ((long) i * all.length / most)];
    }
    return some;
  }

  private boolean within(int peak) {
    return peak - before - AlignedLeads.SHIFT >= 0
        && peak + after + AlignedLeads.SHIFT <= leads.length();
  }

  private int model(int[] peaks) {
    int[] alike = new int[peaks.length];
    for (int one = 0; one < peaks.length; one++) {
      AlignedLeads.Model laidOn = leads.model(peaks[one], COARSE);
      for (int other = one + 1; other < peaks.length; other++) {
        if (laidOn.aligned(peaks[other]).likeness() > ALIKE) {
          alike[one]++;
          alike[other]++;
        }
      }
    }
    int best = 0;
    for (int one = 0; one < peaks.length; one++) {
      best = alike[one] > alike[best] ? one : best;
    }
    return peaks[best];
  }
}
