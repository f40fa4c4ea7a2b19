package org.einthoven.ecg.beat;

import java.util.Arrays;

/**
 * A beat's place in the rhythm: how early it comes and what comes after it, measured against its
 * neighbours and against the block of at most five minutes that it stands in. Prematurity is what
 * makes an S beat; its window alone cannot show it.
 */
final class RhythmFeatures {

  static final int COUNT = 23;

  private static final int NEIGHBOURS = 10;
  private static final double USUAL = 0.15;
  private static final int FEWEST_USUAL = 5;

  private final double[] rr;
  private final int from;
  private final double[] block;
  private final double blockMedian;
  private final double blockHigh;

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
    this.blockHigh = Ranked.percentile(block, 90);
  }

  /** Which beats of the block come at about its median interval. */
  boolean[] usual() {
    boolean[] usual = new boolean[block.length];
    int count = 0;
    for (int i = 0; i < block.length; i++) {
      usual[i] = Math.abs(block[i] / blockMedian - 1) < USUAL;
      count += usual[i] ? 1 : 0;
    }
    if (count < FEWEST_USUAL) {
      Arrays.fill(usual, true);
    }
    return usual;
  }

  /** Writes the {@value #COUNT} features of one beat of the block. */
  void write(int beat, float[] out, int at) {
    double[] near = new double[2 * NEIGHBOURS + 1];
    for (int i = 0; i < near.length; i++) {
      near[i] = interval(beat, i - NEIGHBOURS);
    }
    double local = Ranked.median(near);
    double before = 0;
    for (int offset = -8; offset < 0; offset++) {
      before += interval(beat, offset) / 8;
    }
    double pre = interval(beat, 0);
    double post = interval(beat, 1);
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
      2 * clip(3 * medianStep(near) / local),
      4 * (rank(pre) - 0.5),
      4 * (rank(post) - 0.5),
      log(pre / blockHigh),
      log(local / blockMedian),
      log(local),
      from + beat == 0 ? 1 : 0,
      from + beat == rr.length - 1 ? 1 : 0
    };
    for (int i = 0; i < COUNT; i++) {
      out[at + i] = (float) features[i];
    }
  }

  /** The interval that ends {@code offset} beats later; at the ends the last known one goes on. */
  private double interval(int beat, int offset) {
    return rr[Math.max(0, Math.min(rr.length - 1, from + beat + offset))];
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

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private static double medianStep(double[] values) {
    double[] steps = new double[values.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.abs(values[i + 1] - values[i]);
    }
    return Ranked.median(steps);
  }

  private static double log(double ratio) {
    return 2 * clip(Math.log(Math.max(ratio, 0.05)));
  }

  private static double clip(double value) {
    return Math.max(-1.5, Math.min(1.5, value));
  }
}
