package org.einthoven.inference.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.einthoven.ecg.rhythm.VentricularPatterns;

/** How ventricular beats follow one another, in words. */
final class PatternWords {

  /** Above this rate a run meets the definition of ventricular tachycardia. */
  private static final double TACHYCARDIA_PER_MINUTE = 100;

  private PatternWords() {}

  /** What is more than single beats, after a semicolon; empty where there is nothing more. */
  static String of(VentricularPatterns patterns) {
    List<String> words = new ArrayList<>();
    if (patterns.couplets() > 0) {
      words.add(counted(patterns.couplets(), "couplet", "couplets"));
    }
    patterns.longestRun().ifPresent(longest -> words.add(runs(patterns, longest)));
    if (patterns.bigeminies() > 0) {
      words.add(counted(patterns.bigeminies(), "episode of bigeminy", "episodes of bigeminy"));
    }
    if (patterns.trigeminies() > 0) {
      words.add(counted(patterns.trigeminies(), "episode of trigeminy", "episodes of trigeminy"));
    }
    return words.isEmpty() ? "" : "; " + String.join(", ", words);
  }

  private static String runs(VentricularPatterns patterns, VentricularPatterns.Run longest) {
    long fast =
        patterns.runs().stream()
            .filter(run -> run.ratePerMinute() > TACHYCARDIA_PER_MINUTE)
            .count();
    return String.format(
        Locale.ROOT,
        "%s of three or more, %d faster than 100/min as in ventricular tachycardia (the longest %d"
            + " beats from %.1f s on at %.0f/min)",
        counted(patterns.runs().size(), "run", "runs"),
        fast,
        longest.beats(),
        longest.fromSeconds(),
        longest.ratePerMinute());
  }

  private static String counted(int count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }
}
