package org.einthoven.training.dfnet;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.einthoven.training.data.BeatRhythms;
import org.einthoven.training.data.BeatSet;

/** Beats of a cross-validation, each to be judged by the network that was not shown its patient. */
final class UnseenBeats {

  private final BeatSet beats;
  private final BeatRhythms rhythms;
  private final float[][] logits;
  private final double[] fibrillation;

  /**
   * Beats that nothing has judged yet.
   *
   * @param rhythms that they lie in, {@link BeatRhythms#none} where the rhythm has no say
   */
  UnseenBeats(BeatSet beats, BeatRhythms rhythms) {
    this.beats = beats;
    this.rhythms = rhythms;
    this.logits = new float[beats.size()][];
    this.fibrillation = new double[beats.size()];
  }

  /** Lets a network judge the beats of the records that it was not shown. */
  void judge(DfnetPredictor predictor, Set<Integer> ofRecords) {
    int[] places = places(ofRecords);
    float[][] some = predictor.beatLogits(beats.select(places));
    double[] around = predictor.fibrillation(rhythms);
    for (int i = 0; i < places.length; i++) {
      logits[places[i]] = some[i];
      fibrillation[places[i]] = around[places[i]];
    }
  }

  /** Where the beats of some records are in the set. */
  int[] places(Set<Integer> ofRecords) {
    return IntStream.range(0, beats.size())
        .filter(i -> ofRecords.contains(beats.records()[i]))
        .toArray();
  }

  /** What came of it, when every beat was judged, by the beat heads alone. */
  DfnetChoices.Judged judged() {
    return new DfnetChoices.Judged(beats, Arrays.asList(logits));
  }

  /**
   * What came of it with the fibrillation heads' say.
   *
   * @param threshold from which fibrillation is stated
   */
  DfnetChoices.Judged judged(double threshold) {
    boolean[] stated = new boolean[fibrillation.length];
    for (int i = 0; i < stated.length; i++) {
      stated[i] = fibrillation[i] >= threshold;
    }
    return new DfnetChoices.Judged(beats, Arrays.asList(logits), stated);
  }
}
