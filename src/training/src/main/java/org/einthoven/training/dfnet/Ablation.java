package org.einthoven.training.dfnet;

import static org.einthoven.training.network.DfnetVariant.Sharing.GATED;
import static org.einthoven.training.network.DfnetVariant.Sharing.SHARED;
import static org.einthoven.training.network.DfnetVariant.Sharing.SINGLE;

import java.util.List;
import org.einthoven.training.network.DfnetVariant;

/**
 * A row of the ablation table.
 *
 * @param key of the row in files and JSON
 * @param words what it is
 * @param variant the network
 * @param rhythm whether beats come with the features of their rhythm
 * @param synthesis how rare beats are brought to its attention
 * @param seeds how many seeds it is trained with
 */
record Ablation(
    String key,
    String words,
    DfnetVariant variant,
    boolean rhythm,
    Synthesis synthesis,
    int seeds) {

  private static final int SEEDS_OF_COMPARISONS = 5;
  private static final int SEEDS_OF_OTHERS = 3;

  /**
   * The rows. The three kinds of sharing have about as many parameters in all: without private
   * paths the trunk and the heads are wider, without a trunk the private paths are.
   */
  static final List<Ablation> ROWS =
      List.of(
          shaped("single", "single-task: nothing shared", new DfnetVariant(SINGLE, 1, 1.11, 1)),
          shaped(
              "shared", "multi-task, all shared, no gates", new DfnetVariant(SHARED, 2, 1, 1.78)),
          shaped("gated", "multi-task with gates (what ships)", DfnetVariant.SHIPPED),
          new Ablation(
              "no-rhythm",
              "with gates, without RR context",
              DfnetVariant.SHIPPED,
              false,
              Synthesis.WEIGHTING,
              SEEDS_OF_OTHERS),
          sized("10k", "with gates, about 10 k parameters", 0.335),
          sized("30k", "with gates, about 30 k parameters", 0.8),
          sized("100k", "with gates, about 100 k parameters", 1.68),
          taught(
              "no-weighting",
              "with gates, no weights in the loss (N beats are still drawn as few)",
              Synthesis.NONE),
          taught(
              "diffusion-without-gru",
              "with gates, synthetic beats by diffusion without GRU",
              Synthesis.DIFFUSION_WITHOUT_GRU),
          taught(
              "diffusion",
              "with gates, synthetic beats by diffusion with GRU",
              Synthesis.DIFFUSION));

  /** The same row with no more seeds than that. */
  Ablation atMost(int most) {
    return new Ablation(key, words, variant, rhythm, synthesis, Math.min(most, seeds));
  }

  private static Ablation shaped(String key, String words, DfnetVariant variant) {
    return new Ablation(key, words, variant, true, Synthesis.WEIGHTING, SEEDS_OF_COMPARISONS);
  }

  private static Ablation sized(String key, String words, double width) {
    DfnetVariant variant = new DfnetVariant(GATED, width, width, width);
    return new Ablation(key, words, variant, true, Synthesis.WEIGHTING, SEEDS_OF_OTHERS);
  }

  private static Ablation taught(String key, String words, Synthesis synthesis) {
    return new Ablation(key, words, DfnetVariant.SHIPPED, true, synthesis, SEEDS_OF_COMPARISONS);
  }
}
