package org.einthoven.training.simulation;

import java.util.SplittableRandom;

/**
 * The intervals of a sick sinus node: a slow sinus rhythm between runs of ectopic atrial beats that
 * may be most of all beats, with pauses after the runs (tachycardia-bradycardia syndrome); or, as a
 * counterpart, pauses, dropped beats and changes of rate of a sinus rhythm in which no beat is
 * ectopic. In both most intervals are the shorter ones: only the P wave tells them apart.
 */
final class SickSinusRhythm {

  private static final double SHORTEST = 0.28;
  private static final double LONGEST = 6;

  private final double interval;
  private final SplittableRandom random;

  /**
   * A patient's.
   *
   * @param interval the sinus interval in seconds
   */
  SickSinusRhythm(double interval, SplittableRandom random) {
    this.interval = interval;
    this.random = random;
  }

  /** Runs of ectopic atrial beats out of a slow sinus rhythm. */
  SimulatedRhythm runs(int beats) {
    double[] seconds = new double[beats];
    boolean[] early = new boolean[beats];
    double slow = clip(interval * random.nextDouble(1.1, 1.8), 0.8, 2);
    double coupling = random.nextDouble(0.45, 0.8);
    double usualRun = random.nextDouble(Math.log(4), Math.log(80));
    double between = new double[] {0, 1, 2, 4, 7}[random.nextInt(5)];
    double pauses = random.nextDouble(0, 0.6);
    double breath = random.nextDouble(0, 0.06);
    int next = 0;
    while (next < beats) {
      for (int sinus = 1 + about(between); sinus > 0 && next < beats; sinus--) {
        double breathing = 1 + breath * Math.sin(1.3 * next);
        seconds[next++] = slow * breathing * (1 + 0.04 * random.nextGaussian());
      }
      int run = (int) Math.max(1, Math.exp(usualRun + 0.6 * random.nextGaussian()));
      double cycle = slow * coupling * random.nextDouble(0.9, 1.1);
      double warmUp = random.nextDouble(-0.1, 0.1);
      for (int beat = 0; beat < run && next < beats; beat++) {
        double settling = 1 + warmUp * Math.exp(-beat / 4.0);
        double drawn = cycle * settling * (1 + 0.025 * random.nextGaussian());
        early[next] = true;
        seconds[next++] = clip(drawn, SHORTEST, 0.9 * slow);
      }
      if (next < beats) {
        boolean pause = random.nextDouble() < pauses;
        double after = pause ? random.nextDouble(1.3, 3) : random.nextDouble(0.95, 1.3);
        seconds[next++] = slow * after;
      }
    }
    return rhythm(seconds, early);
  }

  /** A sinus rhythm with pauses, dropped beats (every so many, as in a block) or steps of rate. */
  SimulatedRhythm pauses(int beats) {
    double often = new double[] {0.02, 0.08, 0.2}[random.nextInt(3)];
    double breath = random.nextDouble(0, 0.1);
    boolean drops = random.nextBoolean();
    int every = random.nextInt(2, 7);
    boolean wenckebach = random.nextDouble() < 0.25;
    double rate = 1;
    double[] seconds = new double[beats];
    for (int beat = 0; beat < beats; beat++) {
      if (random.nextDouble() < 0.02) {
        rate = random.nextDouble(0.75, 1.3);
      }
      double breathing = 1 + breath * Math.sin(0.9 * beat) + 0.02 * random.nextGaussian();
      double length = 1;
      if (wenckebach) {
        int place = beat % every;
        length = place == 0 ? random.nextDouble(1.5, 1.9) : 1 - 0.05 * place / every;
      } else if (random.nextDouble() < often) {
        length = drops ? 2 : random.nextDouble(1.3, 3);
      }
      seconds[beat] = interval * rate * breathing * length;
    }
    return rhythm(seconds, new boolean[beats]);
  }

  /** A whole number whose mean is about the one given, by Knuth's way of drawing from Poisson. */
  private int about(double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  private static SimulatedRhythm rhythm(double[] seconds, boolean[] early) {
    for (int beat = 0; beat < seconds.length; beat++) {
      seconds[beat] = clip(seconds[beat], SHORTEST, LONGEST);
    }
    return new SimulatedRhythm(seconds, early, false);
  }

  private static double clip(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
