package org.einthoven.training.paper;

import java.util.List;
import java.util.Locale;
import org.einthoven.training.evaluation.EvaluationResult;

/** What people are told about the protocol and its network beside the figures. */
final class PaperReportWords {

  private static final String PROTOCOL =
      "All 48 records of the MIT-BIH Arrhythmia Database 1.0.0, AAMI classes N, S, V, F and Q with"
          + " the paced records; a fifth of the beats, drawn at random, is tested on and the rest"
          + " trained on, as in the paper that DFNet comes from (arXiv 2511.14104, which reports"
          + " 99.72 %). The beats of a patient stand on both sides. The figure says how well a"
          + " network learns the beats of patients that it knows; nothing about a new patient"
          + " follows from it, and its networks do not ship.";

  private static final String SEEDS =
      "A seed is a split and an initialisation. Processor seconds are of all threads of the process"
          + " while it trains. What was tried, with figures on training beats that were kept aside,"
          + " and what is likely to help: [paper-protocol-trials](paper-protocol-trials.md).";

  private static final List<String> NETWORK =
      List.of(
          "The beat head of DFNet with other inputs and a strip of neighbours. A shared path of"
              + " depthwise-separable convolutions at several kernel widths with"
              + " squeeze-and-excitation encodes each lead by itself; a private path sees the leads"
              + " together; a gate weighs the one against the other. The private path is dense:"
              + " beats are aligned at their R peak, and where patients are known a template for"
              + " each stretch of time is learned faster than a convolution. Depthwise"
              + " convolutions then run along a strip of consecutive beats, so that a beat is"
              + " judged beside its "
              + PaperNetwork.REACH
              + " neighbours on either side.",
          String.format(
              Locale.ROOT,
              "Windows are in millivolts, from %d ms before the R peak to %d ms after it, cut at"
                  + " 360 Hz before every third sample is kept; beside them stand the windows minus"
                  + " the median of the usual beats of the block, and the features of rhythm and"
                  + " shape that the product uses.",
              1000 * PaperPreparation.BEFORE_R / PaperPreparation.SAMPLES_PER_SECOND,
              1000 * PaperPreparation.AFTER_R / PaperPreparation.SAMPLES_PER_SECOND),
          "Strips run through beats of either part, as a recording does; the classes of beats that"
              + " are tested on are never looked at. From the third epoch on, a strip whose beats"
              + " are all learned is shown less often. What is judged is the moving average of the"
              + " weights, and a beat's probabilities are the mean over its window as it is and"
              + " moved a little to either side in time, which costs no parameters.");

  private PaperReportWords() {}

  /** Before the figures. */
  static void protocol(EvaluationResult result) {
    result.paragraph(PROTOCOL).paragraph(SEEDS);
  }

  /** After the figures. */
  static void network(EvaluationResult result) {
    result.heading("The network");
    NETWORK.forEach(result::paragraph);
  }
}
