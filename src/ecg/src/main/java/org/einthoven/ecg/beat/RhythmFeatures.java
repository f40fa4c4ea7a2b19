package org.einthoven.ecg.beat;

import java.util.Arrays;

/**
 * A beat's place in the rhythm: how early it comes and what comes after it, measured against its
 * neighbours and against the block of at most five minutes that it stands in. Prematurity is what
 * makes an S beat; its window alone cannot show it.
 *
 * <p>A beat is early against the <em>sinus interval</em>: the usual one among those that are not
 * early themselves. The median of all intervals will not do, since in bigeminy or a run of
 * supraventricular beats half of them and more are early.
 */
final class RhythmFeatures {

  static final int COUNT = 41;

  private static final int NEIGHBOURS = 10;
  private static final int FEWEST_USUAL = 5;

  /** An interval is a sinus interval from this share of the mean on, up to the other. */
  private static final double NOT_EARLY = 0.92;

  private static final double NOT_PAUSE = 1.4;

  /** Shorter than this share of the sinus interval nearby, an interval counts towards a run. */
  private static final double OF_RUN = 0.88;

  private static final int LONGEST_RUN = 6;
  private static final double IRREGULAR_STEP = 0.06;

  private final double[] rr;
  private final int from;
  private final double[] block;
  private final double blockMedian;
  private final double blockMean;
  private final double blockHigh;
  private final double blockSinus;
  private final boolean[] usual;
  private final double[] nearbySinus;
  private final boolean[] ofRun;

  /**
   * For the beats from..to-1 of a recording.
   *
   * @param rr seconds to each beat of the recording from the one before; the first, unknown, equal
   *     to the second
   * @param from the first beat of the block
   * @param to the beat after its last
   */
  RhythmFeatures(double[] rr, int from, int to) {
    this.rr = rr;
    this.from = from;
    this.block = Arrays.copyOfRange(rr, from, to);
    this.blockMedian = Ranked.median(block);
    this.blockMean = mean(block);
    this.blockHigh = Ranked.percentile(block, 90);
    this.usual = notEarly(block, blockMean);
    this.blockSinus = Ranked.median(taken(block, usual));
    this.nearbySinus = new double[block.length];
    this.ofRun = new boolean[block.length];
    for (int beat = 0; beat < block.length; beat++) {
      double[] near = near(beat);
      boolean[] sinus = sinus(near, mean(near));
      double[] those = taken(near, sinus);
      nearbySinus[beat] = those.length == 0 ? mean(near) : Ranked.median(those);
      ofRun[beat] = block[beat] < OF_RUN * nearbySinus[beat];
    }
  }

  /** Which beats of the block do not come early, nor after a pause. */
  boolean[] usual() {
    return usual.clone();
  }

  /** The usual interval among those near a beat that are not early, in seconds. */
  double nearbySinus(int beat) {
    return nearbySinus[beat];
  }

  private static boolean[] notEarly(double[] intervals, double mean) {
    boolean[] sinus = sinus(intervals, mean);
    if (taken(intervals, sinus).length < FEWEST_USUAL) {
      Arrays.fill(sinus, true);
    }
    return sinus;
  }

  private static boolean[] sinus(double[] intervals, double mean) {
    boolean[] sinus = new boolean[intervals.length];
    for (int i = 0; i < sinus.length; i++) {
      sinus[i] = intervals[i] >= NOT_EARLY * mean && intervals[i] <= NOT_PAUSE * mean;
    }
    return sinus;
  }

  private static double[] taken(double[] values, boolean[] which) {
    double[] some = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (which[i]) {
        some[count++] = values[i];
      }
    }
    return Arrays.copyOf(some, count);
  }

  /** Writes the {@value #COUNT} features of one beat of the block. */
  void write(int beat, float[] out, int at) {
    double[] near = near(beat);
    double local = Ranked.median(near);
    double localMean = mean(near);
    double sinus = nearbySinus[beat];
    double before = 0;
    for (int offset = -8; offset < 0; offset++) {
      before += interval(beat, offset) / 8;
    }
    double pre = interval(beat, 0);
    double post = interval(beat, 1);
    double[] steps = steps(near);
    double[] farSteps = withoutOwn(steps, local);
    double[] features = {
      log(pre / blockMedian),
      log(post / blockMedian),
      log(pre / local),
      log(post / local),
      log(interval(beat, -3) / local),
      log(interval(beat, -2) / local),
      log(interval(beat, -1) / local),
      log(interval(beat, 2) / local),
      log(interval(beat, 3) / local),
      log(pre / interval(beat, -1)),
      log(post / pre),
      log(pre / before),
      log(interval(beat, -1) / blockMedian),
      log(interval(beat, 2) / blockMedian),
      2 * clip(deviation(near) / local),
      2 * clip(3 * Ranked.median(steps) / local),
      4 * (rank(pre) - 0.5),
      4 * (rank(post) - 0.5),
      log(pre / blockHigh),
      log(local / blockMedian),
      log(local),
      from + beat == 0 ? 1 : 0,
      from + beat == rr.length - 1 ? 1 : 0,
      log(pre / blockMean),
      log(post / blockMean),
      log(pre / localMean),
      log(post / localMean),
      log(pre / blockSinus),
      log(post / blockSinus),
      log(pre / sinus),
      log(post / sinus),
      log(interval(beat, -1) / sinus),
      log(interval(beat, 2) / sinus),
      log((pre + post) / (2 * sinus)),
      log(blockSinus / blockMedian),
      Math.min(LONGEST_RUN, run(beat, -1)) / 3.0,
      Math.min(LONGEST_RUN, run(beat, 1)) / 3.0,
      2 * shareOfRuns(beat),
      4 * mean(farSteps),
      2 * shareAbove(farSteps, IRREGULAR_STEP),
      4 * Ranked.percentile(farSteps, 75)
    };
    for (int i = 0; i < COUNT; i++) {
      out[at + i] = (float) features[i];
    }
  }

  private double[] near(int beat) {
    double[] near = new double[2 * NEIGHBOURS + 1];
    for (int i = 0; i < near.length; i++) {
      near[i] = interval(beat, i - NEIGHBOURS);
    }
    return near;
  }

  /** The interval that ends {@code offset} beats later; at the ends the last known one goes on. */
  private double interval(int beat, int offset) {
    return rr[Math.max(0, Math.min(rr.length - 1, from + beat + offset))];
  }

  /** How many early beats stand in a row from this one on, in one direction, within the block. */
  private int run(int beat, int direction) {
    int length = 0;
    for (int i = beat; i >= 0 && i < ofRun.length && ofRun[i] && length < LONGEST_RUN; ) {
      length++;
      i += direction;
    }
    return length;
  }

  private double shareOfRuns(int beat) {
    int early = 0;
    for (int offset = -NEIGHBOURS; offset <= NEIGHBOURS; offset++) {
      early += ofRun[Math.max(0, Math.min(ofRun.length - 1, beat + offset))] ? 1 : 0;
    }
    return early / (2.0 * NEIGHBOURS + 1);
  }

  /** The steps that the beat's own two intervals have no part in, over the local interval. */
  private static double[] withoutOwn(double[] steps, double local) {
    double[] far = new double[steps.length - 3];
    int next = 0;
    for (int i = 0; i < steps.length; i++) {
      if (i < NEIGHBOURS - 1 || i > NEIGHBOURS + 1) {
        far[next++] = steps[i] / local;
      }
    }
    return far;
  }

  private static double shareAbove(double[] values, double limit) {
    return Arrays.stream(values).filter(value -> value > limit).count() / (double) values.length;
  }

  private double rank(double value) {
    int below = 0;
    for (double other : block) {
      if (other < value) {
        below++;
      }
    }
    return (double) below / block.length;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private static double[] steps(double[] values) {
    double[] steps = new double[values.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.abs(values[i + 1] - values[i]);
    }
    return steps;
  }

  /** Twice the logarithm of a ratio, bounded. */
  static double log(double ratio) {
    return 2 * clip(Math.log(Math.max(ratio, 0.05)));
  }

  private static double clip(double value) {
    return Math.max(-1.5, Math.min(1.5, value));
  }
}
