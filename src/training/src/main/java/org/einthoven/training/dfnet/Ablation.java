package org.einthoven.training.dfnet;

import java.util.List;
import org.einthoven.training.network.DfnetVariant;
import org.einthoven.training.network.DfnetVariant.Sharing;

/**
 * A row of the ablation table.
 *
 * @param key of the row in files and JSON
 * @param words what it is
 * @param variant the network
 * @param rhythm whether beats come with the features of their rhythm
 * @param seeds how many seeds it is trained with
 */
record Ablation(String key, String words, DfnetVariant variant, boolean rhythm, int seeds) {

  private static final int SEEDS_OF_SHARING = 5;
  private static final int SEEDS_OF_OTHERS = 3;

  /**
   * The rows. The three kinds of sharing have about as many parameters in all: without private
   * paths the trunk and the heads are wider, without a trunk the private paths are.
   */
  static final List<Ablation> ROWS =
      List.of(
          new Ablation(
              "single",
              "single-task: nothing shared",
              new DfnetVariant(Sharing.SINGLE, 1, 1.11, 1),
              true,
              SEEDS_OF_SHARING),
          new Ablation(
              "shared",
              "multi-task, all shared, no gates",
              new DfnetVariant(Sharing.SHARED, 2, 1, 2.06),
              true,
              SEEDS_OF_SHARING),
          new Ablation(
              "gated",
              "multi-task with gates (what ships)",
              DfnetVariant.SHIPPED,
              true,
              SEEDS_OF_SHARING),
          new Ablation(
              "no-rhythm",
              "with gates, without RR context",
              DfnetVariant.SHIPPED,
              false,
              SEEDS_OF_OTHERS),
          new Ablation(
              "10k",
              "with gates, about 10 k parameters",
              new DfnetVariant(Sharing.GATED, 0.35, 0.35, 0.35),
              true,
              SEEDS_OF_OTHERS),
          new Ablation(
              "30k",
              "with gates, about 30 k parameters",
              new DfnetVariant(Sharing.GATED, 0.81, 0.81, 0.81),
              true,
              SEEDS_OF_OTHERS),
          new Ablation(
              "100k",
              "with gates, about 100 k parameters",
              new DfnetVariant(Sharing.GATED, 1.73, 1.73, 1.73),
              true,
              SEEDS_OF_OTHERS));
}
