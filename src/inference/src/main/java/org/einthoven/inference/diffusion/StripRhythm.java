package org.einthoven.inference.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;

/**
 * When the beats of a strip come: sinus rhythm that follows breathing, and every few beats one of
 * another class, as early as such a beat is wont to come.
 */
final class StripRhythm {

  private static final double LONGEST_RR = 1.0;
  private static final double SHORTEST_RR = 0.75;
  private static final double BREATHING = 0.03;
  private static final double BREATHS_PER_SECOND = 0.25;
  private static final int NORMAL_AHEAD = 3;
  private static final int NORMAL_BETWEEN = 3;

  private StripRhythm() {}

  /** A beat to come. */
  record Planned(double seconds, BeatClass beatClass) {}

  /**
   * The beats whose R peaks lie within the strip.
   *
   * @param among the class that is put in; N for none
   */
  static List<Planned> plan(BeatClass among, double seconds, SplittableRandom random) {
    double basic = SHORTEST_RR + (LONGEST_RR - SHORTEST_RR) * random.nextDouble();
    double phase = 2 * Math.PI * random.nextDouble();
    List<Planned> beats = new ArrayList<>();
    double at = 0.3 + 0.3 * random.nextDouble();
    int normal = 0;
    int wanted = NORMAL_AHEAD;
    while (at < seconds) {
      beats.add(new Planned(at, BeatClass.N));
      normal++;
      double rr = basic * (1 + BREATHING * Math.sin(2 * Math.PI * BREATHS_PER_SECOND * at + phase));
      double next = at + rr;
      if (among != BeatClass.N && normal >= wanted) {
        double coupling = coupling(among, random) * rr;
        if (at + coupling < seconds) {
          beats.add(new Planned(at + coupling, among));
        }
        next = at + after(among, coupling, rr, random);
        normal = 0;
        wanted = 1 + random.nextInt(NORMAL_BETWEEN);
      }
      at = next;
    }
    return beats;
  }

  /** How soon after the beat before, of a whole interval. */
  private static double coupling(BeatClass among, SplittableRandom random) {
    double between = random.nextDouble();
    return switch (among) {
      case S -> 0.64 + 0.14 * between;
      case V -> 0.56 + 0.14 * between;
      // A fusion beat comes when the sinus beat would have come, or hardly earlier.
      default -> 0.9 + 0.07 * between;
    };
  }

  /** Seconds from the beat before to the beat after. */
  private static double after(
      BeatClass among, double coupling, double rr, SplittableRandom random) {
    return switch (among) {
      // The sinus node is reset by the early beat.
      case S -> coupling + rr * (1.02 + 0.1 * random.nextDouble());
      // It is not: its next beat but one comes when it would have come.
      case V, F -> 2 * rr;
      default -> rr;
    };
  }
}
