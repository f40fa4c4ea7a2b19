package org.einthoven.training.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far stated probabilities agree with what was seen: a reliability curve, and the two figures
 * that sum it up (Guo et al., On calibration of modern neural networks, 2017).
 *
 * @param bins ten of equal width from 0 to 1
 * @param count how many probabilities there were
 * @param brier the mean squared distance of probability and outcome (Brier 1950), NaN without any
 */
public record Reliability(List<Bin> bins, int count, double brier) {

  private static final int BINS = 10;

  /** Copies the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Probabilities of about the same size.
   *
   * @param from the lowest, which belongs to it
   * @param to the highest, which belongs to the next one but for the last
   * @param count how many
   * @param confidence their mean, NaN without any
   * @param accuracy the share of outcomes that were so, NaN without any
   */
  public record Bin(double from, double to, int count, double confidence, double accuracy) {}

  /**
   * Compares probabilities with outcomes.
   *
   * @param probabilities from 0 to 1
   * @param outcomes as many: whether it was so
   */
  public static Reliability of(double[] probabilities, boolean[] outcomes) {
    int[] counts = new int[BINS];
    double[] stated = new double[BINS];
    double[] seen = new double[BINS];
    double squares = 0;
    for (int i = 0; i < probabilities.length; i++) {
      int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
      double outcome = outcomes[i] ? 1 : 0;
      counts[bin]++;
      stated[bin] += probabilities[i];
      seen[bin] += outcome;
      squares += (probabilities[i] - outcome) * (probabilities[i] - outcome);
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      bins.add(
          new Bin(
              (double) bin / BINS,
              (bin + 1.0) / BINS,
              counts[bin],
              stated[bin] / counts[bin],
              seen[bin] / counts[bin]));
    }
    return new Reliability(bins, probabilities.length, squares / probabilities.length);
  }

  /** The mean distance of confidence and accuracy over the bins, weighted by their counts (ECE). */
  public double expectedCalibrationError() {
    double error = 0;
    for (Bin bin : bins) {
      if (bin.count() > 0) {
        error += bin.count() * Math.abs(bin.confidence() - bin.accuracy());
      }
    }
    return error / count;
  }

  /** The curve as table rows: probabilities, count, mean confidence, accuracy. */
  public List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (Bin bin : bins) {
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%.1f–%.1f", bin.from(), bin.to()),
              String.valueOf(bin.count()),
              Figure.three(bin.confidence()),
              Figure.three(bin.accuracy())));
    }
    return rows;
  }

  /** What a script may rely on. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("n", count);
    fields.put("ece", expectedCalibrationError());
    fields.put("brier", brier);
    List<Object> curve = new ArrayList<>();
    for (Bin bin : bins) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("from", bin.from());
      one.put("to", bin.to());
      one.put("count", bin.count());
      one.put("confidence", bin.confidence());
      one.put("accuracy", bin.accuracy());
      curve.add(one);
    }
    fields.put("bins", curve);
    return fields;
  }
}
