package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.einthoven.ecg.rhythm.RhythmFeature;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.network.Dfnet;
import org.einthoven.training.network.TorchGraph;

/**
 * Atrial fibrillation from stretches of one lead: binary cross-entropy over stretches that are
 * drawn by their weights, so that a database with a selection of records is learned from as the
 * whole of it.
 */
@SuppressWarnings("try") // a scope works by being open
final class FibrillationTask implements Task {

  private static final double SMALLEST_DEVIATION = 0.02;
  private static final float NOISE = 0.1f;

  private final RhythmSet set;
  private final DfnetSettings settings;
  private final double[] reached;
  private final float[] deviations = new float[RhythmFeature.COUNT];

  FibrillationTask(RhythmSet set, DfnetSettings settings) {
    this.set = set;
    this.settings = settings;
    this.reached = new double[set.size()];
    double sum = 0;
    for (int i = 0; i < reached.length; i++) {
      sum += set.stretches().get(i).weight();
      reached[i] = sum;
    }
  }

  @Override
  public String name() {
    return "fibrillation";
  }

  @Override
  public int stepsOfEpoch() {
    return Math.max(1, set.size() / settings.recordBatch());
  }

  @Override
  public void prepare(TorchGraph graph) {
    standardise(graph);
    try (NoGradGuard guard = new NoGradGuard()) {
      Rows rows = rows(set.stretches().subList(0, 1));
      Dfnet.fibrillation(graph, rows.beats(), rows.features());
    }
  }

  @Override
  public Batches epoch(SplittableRandom random) {
    return graph -> loss(graph, draw(random), random);
  }

  private List<RhythmSet.Entry> draw(SplittableRandom random) {
    List<RhythmSet.Entry> some = new ArrayList<>();
    double all = reached[reached.length - 1];
    for (int i = 0; i < settings.recordBatch(); i++) {
      int at = Arrays.binarySearch(reached, random.nextDouble() * all);
      some.add(set.stretches().get(Math.min(reached.length - 1, at < 0 ? -at - 1 : at)));
    }
    return some;
  }

  private Tensor loss(TorchGraph graph, List<RhythmSet.Entry> some, SplittableRandom random) {
    Rows rows = varied(some, random);
    Tensor logits = Dfnet.fibrillation(graph, rows.beats(), rows.features()).logits();
    float[] labels = new float[some.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = some.get(i).fibrillation() ? 1 : 0;
    }
    return torch.binary_cross_entropy_with_logits(logits, Tensor.create(labels, labels.length, 1));
  }

  /** The two inputs of the head. */
  record Rows(Tensor beats, Tensor features) {}

  static Rows rows(List<RhythmSet.Entry> some) {
    return rows(
        some.stream().map(RhythmSet.Entry::beat).toList(),
        some.stream().map(RhythmSet.Entry::features).toList());
  }

  /** Those of stretches; at least one, as many features as beats. */
  static Rows rows(List<float[]> beatOfEach, List<float[]> featuresOfEach) {
    int samples = beatOfEach.get(0).length;
    float[] beats = new float[beatOfEach.size() * samples];
    float[] features = new float[beatOfEach.size() * RhythmFeature.COUNT];
    for (int i = 0; i < beatOfEach.size(); i++) {
      System.arraycopy(beatOfEach.get(i), 0, beats, i * samples, samples);
      System.arraycopy(
          featuresOfEach.get(i), 0, features, i * RhythmFeature.COUNT, RhythmFeature.COUNT);
    }
    return tensors(beats, features, beatOfEach.size());
  }

  private static Rows tensors(float[] beats, float[] features, int rows) {
    int samples = beats.length / rows / RhythmPreparation.CHANNELS;
    return new Rows(
        Tensor.create(beats, rows, RhythmPreparation.CHANNELS, samples),
        Tensor.create(features, rows, RhythmFeature.COUNT));
  }

  /** A hand-held recorder may be held the other way round, and no feature is exact. */
  private Rows varied(List<RhythmSet.Entry> some, SplittableRandom random) {
    int samples = some.get(0).beat().length / RhythmPreparation.CHANNELS;
    float[] beats = new float[some.size() * some.get(0).beat().length];
    float[] features = new float[some.size() * RhythmFeature.COUNT];
    for (int i = 0; i < some.size(); i++) {
      float[] beat = some.get(i).beat();
      float gain = (float) Math.exp(settings.amplitude() * normal(random));
      float sign = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < beat.length; j++) {
        beats[i * beat.length + j] = (j < samples ? sign : 1) * gain * beat[j];
      }
      for (int j = 0; j < RhythmFeature.COUNT; j++) {
        features[i * RhythmFeature.COUNT + j] =
            some.get(i).features()[j] + NOISE * deviations[j] * (float) normal(random);
      }
    }
    return tensors(beats, features, some.size());
  }

  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private void standardise(TorchGraph graph) {
    int columns = RhythmFeature.COUNT;
    float[] means = new float[columns];
    float[] factors = new float[columns];
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      double squares = 0;
      for (RhythmSet.Entry entry : set.stretches()) {
        sum += entry.features()[column];
        squares += (double) entry.features()[column] * entry.features()[column];
      }
      double mean = sum / set.size();
      double deviation = Math.sqrt(Math.max(0, squares / set.size() - mean * mean));
      deviations[column] = (float) Math.max(deviation, SMALLEST_DEVIATION);
      means[column] = (float) mean;
      factors[column] = 1 / deviations[column];
    }
    graph.set(Dfnet.FIBRILLATION_FEATURES + ".mean", means);
    graph.set(Dfnet.FIBRILLATION_FEATURES + ".factor", factors);
  }
}
