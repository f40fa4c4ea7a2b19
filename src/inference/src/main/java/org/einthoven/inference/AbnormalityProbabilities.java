package org.einthoven.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * What the abnormality head says of a recording. Its labels do not exclude one another.
 *
 * @param scores one for each label of the manifest, in its order
 * @param sharedShare the gate's weight of the shared features, 0 to 1
 */
public record AbnormalityProbabilities(List<Score> scores, double sharedShare) {

  /** Copies the list. */
  public AbnormalityProbabilities {
    scores = List.copyOf(scores);
  }

  /**
   * The score of one label.
   *
   * @param label what the manifest says of it
   * @param probability 0 to 1
   */
  public record Score(ModelManifest.Abnormality label, double probability) {}

  static AbnormalityProbabilities of(
      ModelManifest.Abnormalities manifest, float[] probabilities, double sharedShare) {
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      scores.add(new Score(manifest.labels().get(i), probabilities[i]));
    }
    return new AbnormalityProbabilities(scores, sharedShare);
  }
}
