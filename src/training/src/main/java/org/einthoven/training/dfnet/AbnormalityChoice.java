package org.einthoven.training.dfnet;

import org.einthoven.inference.ModelManifest;
import org.einthoven.training.evaluation.Discrimination;

/**
 * The threshold of one abnormality, and how it was judged where it was chosen.
 *
 * @param label which abnormality
 * @param threshold the score with the highest F1
 * @param judged scores of networks that had not seen the patients
 */
record AbnormalityChoice(AbnormalityLabel label, double threshold, Discrimination judged) {

  private static final double RIGHT_OFTEN_ENOUGH = 0.5;

  static AbnormalityChoice of(AbnormalityLabel label, Discrimination judged) {
    return new AbnormalityChoice(label, judged.f1Threshold(), judged);
  }

  /** The share of right ones among the records that reach the threshold. */
  double positivePredictivity() {
    return judged.positivePredictivity(threshold);
  }

  /** A normal ECG is never stated: what a score does not find is not thereby absent. */
  boolean stated() {
    return label != AbnormalityLabel.NORM && positivePredictivity() >= RIGHT_OFTEN_ENOUGH;
  }

  ModelManifest.Abnormality manifest() {
    return new ModelManifest.Abnormality(
        label.name(), label.words(), label.snomed(), threshold, positivePredictivity(), stated());
  }
}
