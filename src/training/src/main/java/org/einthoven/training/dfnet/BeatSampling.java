package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.training.data.BeatSet;

/** Which beats an epoch shows, and how much each class weighs. */
final class BeatSampling {

  private static final int FEWEST_OF_CLASS = 50;

  private final BeatSet beats;
  private final DfnetSettings settings;

  BeatSampling(BeatSet beats, DfnetSettings settings) {
    this.beats = beats;
    this.settings = settings;
  }

  int normalBeats() {
    return Math.min(settings.normalBeats(), beats.counts()[BeatClass.N.column()]);
  }

  int stepsOfEpoch() {
    int others = beats.size() - beats.counts()[BeatClass.N.column()];
    return (normalBeats() + others) / settings.beatBatch();
  }

  /** Each epoch has every rare beat and as many N beats as the settings say, mixed. */
  List<int[]> epochBatches(SplittableRandom random) {
    int[] normal =
        IntStream.range(0, beats.size()).filter(i -> beats.classes()[i] == BeatClass.N).toArray();
    int[] others =
        IntStream.range(0, beats.size()).filter(i -> beats.classes()[i] != BeatClass.N).toArray();
    shuffle(normal, random);
    int[] rows =
        IntStream.concat(Arrays.stream(normal, 0, normalBeats()), Arrays.stream(others)).toArray();
    shuffle(rows, random);
    List<int[]> batches = new ArrayList<>();
    for (int i = 0; i < stepsOfEpoch(); i++) {
      batches.add(
          Arrays.copyOfRange(rows, i * settings.beatBatch(), (i + 1) * settings.beatBatch()));
    }
    return batches;
  }

  static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[other];
      values[other] = kept;
    }
  }

  /** The square root of how much rarer a class is than the most frequent one. */
  float[] classWeights() {
    double[] seen = seen();
    double most = Arrays.stream(seen).max().orElse(1);
    float[] weights = new float[seen.length];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = (float) Math.sqrt(most / Math.max(seen[c], FEWEST_OF_CLASS));
    }
    return weights;
  }

  private double[] seen() {
    double[] seen = Arrays.stream(beats.counts()).asDoubleStream().toArray();
    seen[BeatClass.N.column()] = normalBeats();
    return seen;
  }
}
