package org.einthoven.training.paper;

/**
 * How the network of the paper's protocol is trained. Chosen by beats of the training part that
 * were kept aside, never by beats that are tested on; docs/results/paper-protocol.md has what was
 * tried.
 *
 * @param epochs how often all beats are gone through
 * @param stripBeats consecutive beats of a strip
 * @param strips strips of a step
 * @param learningRate the highest of the one-cycle schedule
 * @param weightDecay of AdamW
 * @param gain deviation of the logarithm of the random gain of a strip
 * @param noise deviation of the noise laid over each sample, in millivolts
 * @param shift the farthest that a beat is moved in time, in samples of its window, up to 1
 * @param smoothing how much of each label is spread over the other classes
 * @param hard a strip whose worst beat last had this loss or more is shown in each epoch; an easier
 *     one less often, in proportion
 * @param rarest how often the easiest strips are shown, as a share of the epochs
 * @param dropout share of values dropped
 * @param average the decay of the moving average of the weights
 * @param rhythm whether the network is told of the intervals between beats
 * @param neighbours whether a beat is judged beside its neighbours
 */
record PaperSettings(
    int epochs,
    int stripBeats,
    int strips,
    double learningRate,
    double weightDecay,
    double gain,
    double noise,
    double shift,
    double smoothing,
    double hard,
    double rarest,
    double dropout,
    double average,
    boolean rhythm,
    boolean neighbours) {

  /** What the published figures were made with. */
  static final PaperSettings DEFAULT =
      new PaperSettings(
          24, 32, 16, 4e-3, 0.02, 0.05, 0.03, 1, 0.03, 0.15, 0.25, 0.25, 0.998, true, true);

  /** The same without what an ablation takes away. */
  PaperSettings without(Ablation ablation) {
    return new PaperSettings(
        epochs,
        stripBeats,
        strips,
        learningRate,
        weightDecay,
        gain,
        noise,
        shift,
        smoothing,
        hard,
        rarest,
        dropout,
        average,
        rhythm && ablation != Ablation.RHYTHM,
        neighbours && ablation != Ablation.NEIGHBOURS);
  }
}
