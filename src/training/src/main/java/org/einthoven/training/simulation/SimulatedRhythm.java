package org.einthoven.training.simulation;

import java.util.SplittableRandom;

/**
 * A sequence of RR intervals: sinus rhythm with respiration, drift and changes of rate, in which
 * supraventricular beats come early one by one, in bigeminy or trigeminy, or in runs, with what
 * follows them; the irregular intervals of atrial fibrillation; or a {@link SickSinusRhythm}.
 *
 * @param seconds to each beat from the one before
 * @param early which beats are supraventricular
 * @param fibrillation whether it is atrial fibrillation, in which no beat is early
 */
record SimulatedRhythm(double[] seconds, boolean[] early, boolean fibrillation) {

  private static final double SHORTEST = 0.28;
  private static final double LONGEST = 6;
  private static final double MANY_EARLY = 0.3;

  /** What a rhythm is made of; rates were set by what the names mean, not searched. */
  private enum Kind {
    SINUS(0, 0.12),
    FEW(0.03, 0.16),
    MANY(0.12, 0.12),
    BIGEMINY(0.05, 0.12),
    RUNS(0.04, 0.12),
    MIXED(0.08, 0.08),
    FIBRILLATION(0, 0.08),
    SICK_SINUS(0, 0.1),
    PAUSES(0, 0.1);

    final double early;
    final double share;

    Kind(double early, double share) {
      this.early = early;
      this.share = share;
    }

    static Kind draw(SplittableRandom random) {
      double place = random.nextDouble();
      for (Kind kind : values()) {
        place -= kind.share;
        if (place < 0) {
          return kind;
        }
      }
      return PAUSES;
    }
  }

  /**
   * Draws a rhythm.
   *
   * @param beats how many
   * @param interval the patient's sinus interval in seconds
   */
  static SimulatedRhythm draw(int beats, double interval, SplittableRandom random) {
    Kind kind = Kind.draw(random);
    return switch (kind) {
      case FIBRILLATION -> fibrillation(beats, interval, random);
      case SICK_SINUS -> new SickSinusRhythm(interval, random).runs(beats);
      case PAUSES -> new SickSinusRhythm(interval, random).pauses(beats);
      default -> new Maker(kind, beats, interval, random).make();
    };
  }

  private static SimulatedRhythm fibrillation(int beats, double interval, SplittableRandom random) {
    double spread = random.nextDouble(0.1, 0.3);
    double[] seconds = new double[beats];
    for (int i = 0; i < beats; i++) {
      seconds[i] = clip(interval * Math.exp(spread * random.nextGaussian()), 0.3, 2.2);
    }
    return new SimulatedRhythm(seconds, new boolean[beats], true);
  }

  /** Whether so many beats are supraventricular that they cannot be told by being rare. */
  boolean isMostlyEarly() {
    int count = 0;
    for (boolean one : early) {
      count += one ? 1 : 0;
    }
    return count > MANY_EARLY * early.length;
  }

  private static double clip(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  /** Writes one rhythm from its first beat to its last. */
  private static final class Maker {
    private final Kind kind;
    private final double interval;
    private final SplittableRandom random;
    private final double[] seconds;
    private final boolean[] early;
    private final double breath;
    private final double breathDepth;
    private final double phase;
    private final double wander;
    private final double coupling;
    private double rate = 1;
    private double drift = 1;
    private double time;
    private int next;

    Maker(Kind kind, int beats, double interval, SplittableRandom random) {
      this.kind = kind;
      this.interval = interval;
      this.random = random;
      this.seconds = new double[beats];
      this.early = new boolean[beats];
      this.breath = random.nextDouble(0.15, 0.4);
      this.breathDepth = random.nextDouble(0, 0.08);
      this.phase = random.nextDouble(0, 2 * Math.PI);
      this.wander = random.nextDouble(0, 0.01);
      this.coupling = random.nextDouble(0.5, 0.85);
    }

    SimulatedRhythm make() {
      while (next < seconds.length) {
        if (kind == Kind.SINUS && random.nextDouble() < 0.03) {
          rate = random.nextDouble(0.75, 1.25);
        }
        if (next > 0 && random.nextDouble() < kind.early) {
          earlyBeats();
        } else {
          double pause = random.nextDouble() < 0.004 ? random.nextDouble(1.4, 2.2) : 1;
          add(sinus() * pause, false);
        }
      }
      return new SimulatedRhythm(seconds, early, false);
    }

    private void earlyBeats() {
      int run = 1;
      boolean runs = kind == Kind.RUNS || kind == Kind.MIXED;
      if (runs && random.nextDouble() < 0.6) {
        run = (int) Math.exp(random.nextDouble(Math.log(2), Math.log(40)));
      } else if (kind == Kind.MANY && random.nextDouble() < 0.2) {
        run = 2;
      }
      boolean repeats = kind == Kind.BIGEMINY || kind == Kind.MIXED;
      int times = repeats && random.nextDouble() < 0.7 ? random.nextInt(3, 25) : 1;
      int apart = times > 1 ? random.nextInt(1, 4) : 1;
      for (int time = 0; time < times; time++) {
        double cycle = interval * coupling * random.nextDouble(0.9, 1.1);
        for (int i = 0; i < (times == 1 ? run : 1); i++) {
          double drawn = cycle * (1 + 0.03 * random.nextGaussian());
          add(clip(drawn, SHORTEST, 0.93 * interval), true);
        }
        boolean longPause = random.nextDouble() < 0.2;
        double after = longPause ? random.nextDouble(1.3, 2) : random.nextDouble(0.98, 1.3);
        add(interval * after, false);
        for (int i = 1; i < apart; i++) {
          add(sinus(), false);
        }
      }
    }

    private double sinus() {
      drift += wander * random.nextGaussian();
      double breathing = 1 + breathDepth * Math.sin(2 * Math.PI * breath * time + phase);
      double jitter = 1 + 0.015 * random.nextGaussian();
      return interval * rate * clip(drift, 0.7, 1.4) * breathing * jitter;
    }

    private void add(double interval, boolean isEarly) {
      if (next < seconds.length) {
        seconds[next] = clip(interval, SHORTEST, LONGEST);
        early[next] = isEarly;
        time += seconds[next];
        next++;
      }
    }
  }
}
