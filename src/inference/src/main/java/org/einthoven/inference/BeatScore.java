package org.einthoven.inference;

import org.einthoven.ecg.beat.BeatClass;

/**
 * What the beat head says of one beat. The array is not copied.
 *
 * @param rPeak the R peak in samples of the recording
 * @param seconds the R peak in seconds from the first sample
 * @param probabilities of N, S, V, F and Q; they sum to 1
 * @param sharedShare the gate's weight of the shared features, 0 to 1
 * @param ruledOut whether the head by itself took it for S, which its rhythm rules out ({@link
 *     BeatsInFibrillation})
 */
public record BeatScore(
    int rPeak, double seconds, float[] probabilities, double sharedShare, boolean ruledOut) {

  /** The score of a beat whose rhythm has no say. */
  public BeatScore(int rPeak, double seconds, float[] probabilities, double sharedShare) {
    this(rPeak, seconds, probabilities, sharedShare, false);
  }

  /** The class with the highest probability. */
  public BeatClass best() {
    BeatClass best = BeatClass.N;
    for (BeatClass beatClass : BeatClass.values()) {
      if (probability(beatClass) > probability(best)) {
        best = beatClass;
      }
    }
    return best;
  }

  /** The probability of a class. */
  public double probability(BeatClass beatClass) {
    return probabilities[beatClass.column()];
  }
}
