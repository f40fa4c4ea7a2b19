package org.einthoven.training.evaluation;

import java.util.List;
import org.einthoven.ecg.beat.BeatClass;

/** Beats by annotated and by found class, and the figures of ANSI/AAMI EC57 made of them. */
public final class BeatConfusion {

  /** The classes that the macro-average is taken over: Q has no beats without paced records. */
  public static final List<BeatClass> AVERAGED =
      List.of(BeatClass.N, BeatClass.S, BeatClass.V, BeatClass.F);

  private final int[][] counts = new int[BeatClass.values().length][BeatClass.values().length];

  private final int[] missed = new int[BeatClass.values().length];
  private final int[] extra = new int[BeatClass.values().length];

  /** Counts an annotated beat that was not detected. */
  public void addMissed(BeatClass annotated) {
    missed[annotated.column()]++;
  }

  /** Counts a detected beat that is not annotated. */
  public void addExtra(BeatClass found) {
    extra[found.column()]++;
  }

  /** Counts one beat. */
  public void add(BeatClass annotated, BeatClass found) {
    counts[annotated.column()][found.column()]++;
  }

  /** Counts the beats of another. */
  public void add(BeatConfusion other) {
    for (BeatClass annotated : BeatClass.values()) {
      for (BeatClass found : BeatClass.values()) {
        counts[annotated.column()][found.column()] += other.count(annotated, found);
      }
      missed[annotated.column()] += other.missed[annotated.column()];
      extra[annotated.column()] += other.extra[annotated.column()];
    }
  }

  /** How many beats of one class were found to be of another. */
  public int count(BeatClass annotated, BeatClass found) {
    return counts[annotated.column()][found.column()];
  }

  /** How many beats are annotated with a class, those not detected among them. */
  public int annotated(BeatClass beatClass) {
    int sum = missed[beatClass.column()];
    for (BeatClass found : BeatClass.values()) {
      sum += count(beatClass, found);
    }
    return sum;
  }

  /** How many beats were found to be of a class, those not annotated among them. */
  public int found(BeatClass beatClass) {
    int sum = extra[beatClass.column()];
    for (BeatClass annotated : BeatClass.values()) {
      sum += count(annotated, beatClass);
    }
    return sum;
  }

  /** How many annotated beats of a class were not detected. */
  public int missed(BeatClass annotated) {
    return missed[annotated.column()];
  }

  /** How many detected beats of a class are not annotated. */
  public int extra(BeatClass found) {
    return extra[found.column()];
  }

  /** How many beats are annotated. */
  public int total() {
    int sum = 0;
    for (BeatClass annotated : BeatClass.values()) {
      sum += annotated(annotated);
    }
    return sum;
  }

  /** The share of a class's beats that were found (Se), NaN where it has none. */
  public double sensitivity(BeatClass beatClass) {
    return (double) count(beatClass, beatClass) / annotated(beatClass);
  }

  /** The share of found beats that are right (+P), NaN where none was found. */
  public double positivePredictivity(BeatClass beatClass) {
    return (double) count(beatClass, beatClass) / found(beatClass);
  }

  /** The harmonic mean of the two; 0 where nothing was found right, NaN where there is nothing. */
  public double f1(BeatClass beatClass) {
    return 2.0 * count(beatClass, beatClass) / (annotated(beatClass) + found(beatClass));
  }

  /** The mean F1 of N, S, V and F. */
  public double macroF1() {
    return AVERAGED.stream().mapToDouble(this::f1).average().orElse(Double.NaN);
  }

  /** The share of annotated beats that are right. */
  public double accuracy() {
    int right = 0;
    for (BeatClass beatClass : BeatClass.values()) {
      right += count(beatClass, beatClass);
    }
    return (double) right / total();
  }
}
