package org.einthoven.ecg.rhythm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How ventricular beats follow one another. Two in a row are a couplet, three or more a run; a run
 * above 100 beats a minute meets the definition of ventricular tachycardia (Al-Khatib et al., 2017
 * AHA/ACC/HRS guideline for ventricular arrhythmias, table of definitions). Bigeminy is a
 * ventricular beat after each other one, trigeminy after each two others, three times or more.
 *
 * @param single ventricular beats with no other next to them
 * @param couplets two in a row
 * @param runs three or more in a row, in order of time
 * @param bigeminies episodes of bigeminy
 * @param trigeminies episodes of trigeminy
 */
public record VentricularPatterns(
    int single, int couplets, List<Run> runs, int bigeminies, int trigeminies) {

  private static final int FEWEST_OF_RUN = 3;
  private static final int FEWEST_OF_EPISODE = 3;

  /** Farther apart two beats are not taken for neighbours: beats may have gone unseen. */
  public static final double APART_SECONDS = 3;

  private static final double SECONDS_PER_MINUTE = 60;

  /** Copies the list. */
  public VentricularPatterns {
    runs = List.copyOf(runs);
  }

  /**
   * Three or more ventricular beats in a row.
   *
   * @param fromSeconds the R peak of its first beat
   * @param beats how many
   * @param ratePerMinute by the mean interval between its beats
   */
  public record Run(double fromSeconds, int beats, double ratePerMinute) {}

  /**
   * The patterns of a recording.
   *
   * @param seconds the R peaks of all beats, ascending
   * @param ventricular whether each is ventricular
   */
  public static VentricularPatterns of(double[] seconds, boolean[] ventricular) {
    int single = 0;
    int couplets = 0;
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (from < seconds.length) {
      if (!ventricular[from]) {
        from++;
        continue;
      }
      int to = from + 1;
      while (to < seconds.length && ventricular[to] && neighbours(seconds, to - 1)) {
        to++;
      }
      int beats = to - from;
      if (beats >= FEWEST_OF_RUN) {
        double interval = (seconds[to - 1] - seconds[from]) / (beats - 1);
        runs.add(new Run(seconds[from], beats, SECONDS_PER_MINUTE / interval));
      } else if (beats == 2) {
        couplets++;
      } else {
        single++;
      }
      from = to;
    }
    return new VentricularPatterns(
        single,
        couplets,
        runs,
        episodes(seconds, ventricular, 1),
        episodes(seconds, ventricular, 2));
  }

  /** The run of most beats. */
  public Optional<Run> longestRun() {
    return runs.stream()
        .max(
            Comparator.comparingInt(Run::beats)
                .thenComparing(Run::fromSeconds, Comparator.reverseOrder()));
  }

  /** Episodes in which ventricular beats have just so many others between them. */
  private static int episodes(double[] seconds, boolean[] ventricular, int between) {
    int episodes = 0;
    int times = 0;
    int others = -1;
    for (int i = 0; i < seconds.length; i++) {
      if (i > 0 && !neighbours(seconds, i - 1)) {
        others = -1;
        times = 0;
      }
      if (!ventricular[i]) {
        others = others < 0 ? -1 : others + 1;
        times = others > between ? 0 : times;
        continue;
      }
      times = others == between ? times + 1 : 1;
      others = 0;
      if (times == FEWEST_OF_EPISODE) {
        episodes++;
      }
    }
    return episodes;
  }

  private static boolean neighbours(double[] seconds, int beat) {
    return seconds[beat + 1] - seconds[beat] <= APART_SECONDS;
  }
}
