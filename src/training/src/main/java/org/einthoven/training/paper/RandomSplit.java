package org.einthoven.training.paper;

import java.util.SplittableRandom;

/**
 * Which beats are kept to test on: a fifth, drawn at random over all records, so that nearly every
 * patient stands on both sides.
 */
final class RandomSplit {

  private static final int PARTS = 5;

  private final boolean[] tested;

  private RandomSplit(boolean[] tested) {
    this.tested = tested;
  }

  /** A split of some beats; the same seed gives the same one. */
  static RandomSplit of(int beats, long seed) {
    int[] order = new int[beats];
    for (int i = 0; i < beats; i++) {
      order[i] = i;
    }
    shuffle(order, new SplittableRandom(seed));
    boolean[] tested = new boolean[beats];
    for (int i = 0; i < beats / PARTS; i++) {
      tested[order[i]] = true;
    }
    return new RandomSplit(tested);
  }

  /** Whether a beat is tested on, and not trained on. */
  boolean tested(int beat) {
    return tested[beat];
  }

  /** How many beats are tested on. */
  int testedCount() {
    return tested.length / PARTS;
  }

  static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[other];
      values[other] = kept;
    }
  }
}
