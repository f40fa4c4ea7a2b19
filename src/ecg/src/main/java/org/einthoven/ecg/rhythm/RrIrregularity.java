package org.einthoven.ecg.rhythm;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** How irregular the intervals between the beats are. */
final class RrIrregularity {

  private static final double SHORTEST = 0.3;
  private static final double LONGEST = 2;
  private static final double CLIP_LOW = 0.25;
  private static final double CLIP_HIGH = 2.5;
  private static final double CELL = 0.04;
  private static final int LARGEST_CELL = 15;
  private static final double ORIGIN = 0.06;
  private static final double PREMATURE = 0.08;
  private static final double BIN = 0.05;
  private static final double FIRST_BIN = 0.2;
  private static final int BINS = 48;
  private static final int FEWEST_KEPT = 5;

  private final double[] rr;
  private final double[] steps;
  private final double median;
  private final double mean;

  private RrIrregularity(double[] rr) {
    this.rr = rr;
    this.steps = Numbers.steps(rr);
    this.median = Numbers.median(rr);
    this.mean = Numbers.mean(rr);
  }

  /**
   * Writes the features of intervals.
   *
   * @param seconds the intervals as measured, at least two
   */
  static void write(double[] seconds, FeatureRow row) {
    long out = Arrays.stream(seconds).filter(rr -> rr < SHORTEST || rr > LONGEST).count();
    row.set(RhythmFeature.OUT_OF_RANGE, (double) out / seconds.length);
    double[] rr =
        Arrays.stream(seconds).map(s -> Math.max(CLIP_LOW, Math.min(CLIP_HIGH, s))).toArray();
    RrIrregularity all = new RrIrregularity(rr);
    all.writeRange(row);
    all.writeMeasures(row);
    all.writeLorenz(row);
    double[] kept = PrematurePairs.without(rr);
    row.set(RhythmFeature.PREMATURE_SHARE, 1 - (double) kept.length / rr.length);
    (kept.length >= FEWEST_KEPT ? new RrIrregularity(kept) : all).writeRobust(row);
  }

  private void writeRange(FeatureRow row) {
    row.set(RhythmFeature.MEDIAN_RR, Math.log(median));
    row.set(RhythmFeature.RR_P10, Math.log(Numbers.percentile(rr, 10) / median));
    row.set(RhythmFeature.RR_P90, Math.log(Numbers.percentile(rr, 90) / median));
    row.set(RhythmFeature.RR_SHORTEST, Math.log(Numbers.percentile(rr, 0) / median));
    row.set(RhythmFeature.RR_LONGEST, Math.log(Numbers.percentile(rr, 100) / median));
  }

  private void writeMeasures(FeatureRow row) {
    row.set(RhythmFeature.RR_VARIATION, variation());
    row.set(RhythmFeature.RMSSD, rmssd());
    row.set(RhythmFeature.MEDIAN_STEP, stepPercentile(50));
    row.set(RhythmFeature.RR_MAD, mad());
    row.set(RhythmFeature.SAMPLE_ENTROPY, SampleEntropy.of(rr));
    row.set(RhythmFeature.HISTOGRAM_ENTROPY, nats() / Math.log(rr.length));
    row.set(RhythmFeature.HISTOGRAM_NATS, nats());
    row.set(RhythmFeature.STEPS_ABOVE_50_MS, stepsAbove(0.05));
    row.set(RhythmFeature.STEPS_ABOVE_10_PERCENT, stepsAbove(0.1 * median));
    row.set(RhythmFeature.STEPS_ABOVE_5_PERCENT, stepsAbove(0.05 * median));
    row.set(RhythmFeature.STEP_P25, stepPercentile(25));
    row.set(RhythmFeature.STEP_P75, stepPercentile(75));
    row.set(RhythmFeature.TURNING_POINTS, turningPoints());
    row.set(RhythmFeature.POINCARE_RATIO, poincareRatio());
    row.set(RhythmFeature.NEAR_5_PERCENT, near(0.05));
    row.set(RhythmFeature.NEAR_10_PERCENT, near(0.1));
    row.set(RhythmFeature.AUTOCORRELATION_1, autocorrelation(1));
    row.set(RhythmFeature.AUTOCORRELATION_2, autocorrelation(2));
    row.set(RhythmFeature.AUTOCORRELATION_3, autocorrelation(3));
  }

  private void writeRobust(FeatureRow row) {
    row.set(RhythmFeature.ROBUST_VARIATION, variation());
    row.set(RhythmFeature.ROBUST_RMSSD, rmssd());
    row.set(RhythmFeature.ROBUST_MEDIAN_STEP, stepPercentile(50));
    row.set(RhythmFeature.ROBUST_MAD, mad());
    row.set(RhythmFeature.ROBUST_SAMPLE_ENTROPY, SampleEntropy.of(rr));
    row.set(RhythmFeature.ROBUST_HISTOGRAM_ENTROPY, nats() / Math.log(rr.length));
    row.set(RhythmFeature.ROBUST_STEPS_ABOVE_50_MS, stepsAbove(0.05));
    row.set(RhythmFeature.ROBUST_NEAR_5_PERCENT, near(0.05));
    row.set(RhythmFeature.ROBUST_STEPS_ABOVE_10_PERCENT, stepsAbove(0.1 * median));
  }

  private void writeLorenz(FeatureRow row) {
    int points = steps.length - 1;
    Set<Integer> cells = new HashSet<>();
    int origin = 0;
    int premature = 0;
    for (int i = 0; i < points; i++) {
      double x = steps[i];
      double y = steps[i + 1];
      int column = (int) Math.rint(x / CELL);
      int line = (int) Math.rint(y / CELL);
      if (Math.abs(column) > 1 || Math.abs(line) > 1) {
        cells.add(clipCell(column) * (2 * LARGEST_CELL + 1) + clipCell(line));
      }
      origin += Math.abs(x) < ORIGIN && Math.abs(y) < ORIGIN ? 1 : 0;
      premature += x < -PREMATURE && y > PREMATURE ? 1 : 0;
    }
    row.set(RhythmFeature.LORENZ_SCATTER, (double) cells.size() / points);
    row.set(RhythmFeature.LORENZ_ORIGIN, (double) origin / points);
    row.set(RhythmFeature.LORENZ_PREMATURE, (double) premature / points);
  }

  private static int clipCell(int cell) {
    return Math.max(-LARGEST_CELL, Math.min(LARGEST_CELL, cell)) + LARGEST_CELL;
  }

  private double variation() {
    return Numbers.deviation(rr) / mean;
  }

  private double rmssd() {
    return Math.sqrt(Numbers.mean(Arrays.stream(steps).map(s -> s * s).toArray())) / mean;
  }

  private double stepPercentile(double percent) {
    return Numbers.percentile(Numbers.absolute(steps), percent) / median;
  }

  private double mad() {
    return Numbers.median(Arrays.stream(rr).map(s -> Math.abs(s - median)).toArray()) / median;
  }

  private double stepsAbove(double seconds) {
    return (double) Arrays.stream(steps).filter(s -> Math.abs(s) > seconds).count() / steps.length;
  }

  private double near(double share) {
    return (double) Arrays.stream(rr).filter(s -> Math.abs(s / median - 1) < share).count()
        / rr.length;
  }

  private double turningPoints() {
    int turns = 0;
    for (int i = 0; i + 1 < steps.length; i++) {
      turns += steps[i] * steps[i + 1] < 0 ? 1 : 0;
    }
    return (double) turns / (steps.length - 1);
  }

  private double poincareRatio() {
    double width = Numbers.deviation(steps) / Math.sqrt(2);
    double spread = Numbers.deviation(rr);
    double length = Math.sqrt(Math.max(1e-9, 2 * spread * spread - width * width));
    return Math.log((width + 0.005) / (length + 0.005));
  }

  private double autocorrelation(int lag) {
    if (rr.length <= lag + 2) {
      return 0;
    }
    double products = 0;
    for (int i = lag; i < rr.length; i++) {
      products += (rr[i] - mean) * (rr[i - lag] - mean);
    }
    double spread = Numbers.deviation(rr);
    return products / (rr.length - lag) / (spread * spread + 1e-5);
  }

  private double nats() {
    int[] counts = new int[BINS];
    for (double s : rr) {
      int bin = (int) Math.floor((s / median - FIRST_BIN) / BIN);
      if (bin >= 0 && bin < BINS) {
        counts[bin]++;
      }
    }
    double nats = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / rr.length;
        nats -= share * Math.log(share);
      }
    }
    return nats;
  }
}
