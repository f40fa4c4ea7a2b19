package org.einthoven.training.paper;

import org.einthoven.ecg.beat.BeatClass;

/**
 * The beats of one record in order of time, prepared by {@link PaperPreparation}. The arrays are
 * not copied: whoever reads them leaves them as they are.
 *
 * @param record such as 100
 * @param windows each beat's channels, [beats][{@value PaperPreparation#CHANNELS} × {@value
 *     PaperPreparation#SAMPLES}], in millivolts
 * @param features [beats][features], rhythm first, then shape
 * @param classes the annotated class of each
 */
record RecordBeats(int record, float[][] windows, float[][] features, BeatClass[] classes) {

  /** How many beats there are. */
  int size() {
    return classes.length;
  }
}
