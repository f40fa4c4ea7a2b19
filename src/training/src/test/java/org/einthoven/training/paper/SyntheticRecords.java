package org.einthoven.training.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;

/** Records whose V beats are wide and whose S beats come early. */
final class SyntheticRecords {

  private SyntheticRecords() {}

  static List<RecordBeats> of(int records, int beats, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RecordBeats> all = new ArrayList<>();
    for (int record = 0; record < records; record++) {
      float[][] windows = new float[beats][PaperPreparation.CHANNELS * PaperPreparation.SAMPLES];
      float[][] features = new float[beats][BeatPreparation.FEATURES];
      BeatClass[] classes = new BeatClass[beats];
      for (int beat = 0; beat < beats; beat++) {
        int kind = random.nextInt(3);
        classes[beat] = kind == 0 ? BeatClass.N : kind == 1 ? BeatClass.S : BeatClass.V;
        for (int i = 0; i < windows[beat].length; i++) {
          double distance =
              (i % PaperPreparation.SAMPLES - PaperPreparation.BEFORE_R) / (kind == 2 ? 8.0 : 2.5);
          windows[beat][i] =
              (float) (Math.exp(-distance * distance / 2) + 0.1 * (random.nextDouble() - 0.5));
        }
        for (int i = 0; i < features[beat].length; i++) {
          features[beat][i] = (float) (random.nextDouble() - 0.5);
        }
        features[beat][0] = kind == 1 ? -2 : 1;
      }
      all.add(new RecordBeats(100 + record, windows, features, classes));
    }
    return all;
  }
}
