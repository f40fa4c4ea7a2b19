package org.einthoven.training.paper;

import java.util.Comparator;
import java.util.List;
import org.einthoven.training.evaluation.BeatReport;

/**
 * How the network did by the paper's protocol.
 *
 * @param ablation what was taken from the network
 * @param parameters how many numbers were trained
 * @param seeds one or more runs, each with a split and a network of its own
 */
record PaperReport(Ablation ablation, int parameters, List<OfSeed> seeds) {

  PaperReport {
    seeds = List.copyOf(seeds);
  }

  /**
   * One run.
   *
   * @param seed of split and network
   * @param beats its beats that were tested on
   * @param trainingCpuSeconds processor time of the training
   */
  record OfSeed(long seed, BeatReport beats, double trainingCpuSeconds) {

    double accuracy() {
      return beats.gross().accuracy();
    }
  }

  /** The accuracy that half of the runs reach; of an even number the mean of the middle two. */
  double medianAccuracy() {
    double[] sorted = seeds.stream().mapToDouble(OfSeed::accuracy).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The run that stands in the middle (of an even number, the lower one). */
  OfSeed middle() {
    return seeds.stream()
        .sorted(Comparator.comparingDouble(OfSeed::accuracy))
        .skip((seeds.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }
}
