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

  private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};
  private static final double SHARE_OF_F = 0.75;

  /**
   * Beats that a network judged without having seen their patients.
   *
   * @param beats the beats
   * @param logits their logits
   */
  record Judged(BeatSet beats, List<float[]> logits) {

    BeatConfusion confusion(double[] offsets) {
      BeatConfusion confusion = new BeatConfusion();
      for (int i = 0; i < beats.size(); i++) {
        confusion.add(beats.classes()[i], DfnetPredictor.best(logits.get(i), offsets));
      }
      return confusion;
    }
  }

  /**
   * Takes back a share of the logits' excess, for S and V the shares with the highest mean F1 of
   * both over whole records and pieces, and the threshold with the highest sensitivity plus
   * specificity.
   *
   * @param excess {@link BeatSampling#logitExcess}
   */
  static DfnetChoices choose(
      Judged whole,
      Judged pieces,
      double[] excess,
      Discrimination infarction,
      List<AbnormalityChoice> abnormalities) {
    double[] best = new double[0];
    double highest = -1;
    for (double ofS : SHARES) {
      for (double ofV : SHARES) {
        double[] offsets = new double[excess.length];
        for (BeatClass beatClass : BeatClass.values()) {
          double share =
              switch (beatClass) {
                case N, Q -> 1;
                case S -> ofS;
                case V -> ofV;
                case F -> SHARE_OF_F;
              };
          offsets[beatClass.column()] = -share * excess[beatClass.column()];
        }
        double value = value(whole.confusion(offsets)) + value(pieces.confusion(offsets));
        if (value > highest) {
          highest = value;
          best = offsets;
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

  private static double value(BeatConfusion confusion) {
    return confusion.f1(BeatClass.S) + confusion.f1(BeatClass.V);
  }
}
