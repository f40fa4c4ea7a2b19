package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmFeature;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.RhythmSet;

/** Small data sets that can be learned. */
final class SyntheticSets {

  private SyntheticSets() {}

  /** N and V beats that differ in the first feature and in shape. */
  static BeatSet beats(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] windows = new float[count][BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES];
    float[][] features = new float[count][BeatPreparation.FEATURES];
    BeatClass[] classes = new BeatClass[count];
    int[] records = new int[count];
    for (int i = 0; i < count; i++) {
      boolean ventricular = i % 3 == 0;
      for (int j = 0; j < windows[i].length; j++) {
        double distance = (j % BeatPreparation.WINDOW_SAMPLES - 35) / (ventricular ? 8.0 : 2.0);
        windows[i][j] =
            (float) (Math.exp(-distance * distance / 2) + 0.1 * (random.nextDouble() - 0.5));
      }
      for (int j = 0; j < features[i].length; j++) {
        features[i][j] = (float) (random.nextDouble() - 0.5);
      }
      features[i][0] = ventricular ? -1 : 1;
      classes[i] = ventricular ? BeatClass.V : BeatClass.N;
      records[i] = 100 + i % 4;
    }
    return new BeatSet(windows, features, classes, records);
  }

  /** Stretches with fibrillation, whose third feature is high, and without. */
  static RhythmSet rhythms(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RhythmSet.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean fibrillation = i % 3 == 0;
      float[] beat = new float[RhythmPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES];
      for (int j = 0; j < beat.length; j++) {
        double distance = (j % BeatPreparation.WINDOW_SAMPLES - 35) / 3.0;
        beat[j] = (float) (Math.exp(-distance * distance / 2) + 0.1 * random.nextDouble());
      }
      float[] features = new float[RhythmFeature.COUNT];
      for (int j = 0; j < features.length; j++) {
        features[j] = (float) (random.nextDouble() - 0.5);
      }
      features[2] += fibrillation ? 1 : 0;
      entries.add(
          new RhythmSet.Entry(
              beat,
              features,
              fibrillation,
              RhythmSet.Origin.CINC_2017,
              "A" + i,
              fibrillation ? "A" : "N",
              0,
              1));
    }
    return new RhythmSet(entries);
  }

  /** Median beats with and without a deep first wave. */
  static MedianBeatSet records(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<MedianBeatSet.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean infarction = i % 2 == 0;
      float[] millivolts = new float[BeatPreparation.TWELVE * BeatPreparation.WINDOW_SAMPLES];
      for (int j = 0; j < millivolts.length; j++) {
        double distance = (j % BeatPreparation.WINDOW_SAMPLES - 33) / 3.0;
        millivolts[j] =
            (float)
                ((infarction ? -1 : 1) * Math.exp(-distance * distance / 2)
                    + 0.1 * (random.nextDouble() - 0.5));
      }
      entries.add(
          new MedianBeatSet.Entry(
              millivolts,
              infarction,
              !infarction,
              1 + i % 8,
              "p" + i,
              60,
              "female",
              infarction ? Set.of("MI", "IMI", "STTC") : Set.of("NORM")));
    }
    return new MedianBeatSet(entries);
  }

  /** A beat of a patient. */
  static MedianBeatSet.Entry beat(float[] values, boolean infarction, String patient) {
    return new MedianBeatSet.Entry(
        values, infarction, !infarction, 1, patient, 60, "female", Set.of());
  }
}
