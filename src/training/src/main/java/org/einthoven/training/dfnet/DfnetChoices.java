package org.einthoven.training.dfnet;

import java.util.List;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.evaluation.BeatConfusion;
import org.einthoven.training.evaluation.Discrimination;

/**
 * What is chosen after training, on patients that the network judged without having seen them:
 * parts of DS1 and PTB-XL folds 1 to 8.
 *
 * @param logitOffsets what is added to the logit of each class
 * @param threshold of the infarction head
 * @param whole the beats of whole records at these offsets
 * @param pieces the beats of ten-second pieces at these offsets
 * @param infarction the infarction scores
 * @param abnormalities a threshold for each abnormality
 */
record DfnetChoices(
    double[] logitOffsets,
    double threshold,
    BeatConfusion whole,
    BeatConfusion pieces,
    Discrimination infarction,
    List<AbnormalityChoice> abnormalities) {

  /** What each class's probability is multiplied with; coarse, so that little is fitted. */
  private static final double[] FACTORS_OF_S = {1, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05};

  private static final double[] FACTORS_OF_V = {1, 0.7, 0.5, 0.3};
  private static final double[] FACTORS_OF_F = {1, 0.5, 0.3, 0.2, 0.1, 0.05};

  /** No beat of DS1 is Q: a low factor keeps the class for what the network is sure of. */
  private static final double FACTOR_OF_Q = 0.1;

  /**
   * Beats that a network judged without having seen their patients.
   *
   * @param beats the beats
   * @param logits their logits
   * @param fibrillation whether it is stated of the stretch that each lies in
   */
  record Judged(BeatSet beats, List<float[]> logits, boolean[] fibrillation) {

    /** Beats whose rhythm has no say. */
    Judged(BeatSet beats, List<float[]> logits) {
      this(beats, logits, new boolean[logits.size()]);
    }

    BeatConfusion confusion(double[] offsets) {
      BeatConfusion confusion = new BeatConfusion();
      for (int i = 0; i < beats.size(); i++) {
        confusion.add(
            beats.classes()[i], DfnetPredictor.best(logits.get(i), offsets, fibrillation[i]));
      }
      return confusion;
    }
  }

  /**
   * Takes the offsets with the highest mean macro-F1 of whole records and pieces, and the
   * infarction threshold with the highest sensitivity plus specificity.
   */
  static DfnetChoices choose(
      Judged whole,
      Judged pieces,
      Discrimination infarction,
      List<AbnormalityChoice> abnormalities) {
    double[] best = new double[0];
    double highest = -1;
    for (double ofS : FACTORS_OF_S) {
      for (double ofV : FACTORS_OF_V) {
        for (double ofF : FACTORS_OF_F) {
          double[] offsets = offsets(ofS, ofV, ofF);
          double value = value(whole.confusion(offsets)) + value(pieces.confusion(offsets));
          if (value > highest) {
            highest = value;
            best = offsets;
          }
        }
      }
    }
    return new DfnetChoices(
        best,
        infarction.youdenThreshold(),
        whole.confusion(best),
        pieces.confusion(best),
        infarction,
        abnormalities);
  }

  /** The mean F1 of the classes that are there. */
  private static double value(BeatConfusion confusion) {
    return BeatConfusion.AVERAGED.stream()
        .mapToDouble(confusion::f1)
        .filter(Double::isFinite)
        .average()
        .orElse(0);
  }

  private static double[] offsets(double ofS, double ofV, double ofF) {
    double[] offsets = new double[BeatClass.values().length];
    for (BeatClass beatClass : BeatClass.values()) {
      double factor =
          switch (beatClass) {
            case N -> 1;
            case S -> ofS;
            case V -> ofV;
            case F -> ofF;
            case Q -> FACTOR_OF_Q;
          };
      offsets[beatClass.column()] = Math.log(factor);
    }
    return offsets;
  }
}
