package org.einthoven.training.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.diffusion.BeatWindow;
import org.einthoven.inference.diffusion.CosineSchedule;

/**
 * Noised beats of a step. Each step draws from a seed of its own, so that a training which was
 * broken off goes on with the same draws.
 *
 * <p>Within a class a beat is drawn less often the more beats its record has of that class, so that
 * no patient stands for the class.
 */
final class DiffusionBatches {

  private static final int CLASSES = GeneratorBeats.CLASSES.size();

  private final GeneratorBeats beats;
  private final DiffusionSettings settings;
  private final double scale;
  private final List<int[]> places = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();

  DiffusionBatches(GeneratorBeats beats, DiffusionSettings settings, double scale) {
    this.beats = beats;
    this.settings = settings;
    this.scale = scale;
    for (BeatClass beatClass : GeneratorBeats.CLASSES) {
      int[] ofClass =
          IntStream.range(0, beats.size()).filter(i -> beats.classes()[i] == beatClass).toArray();
      Map<Integer, Integer> ofRecord = new HashMap<>();
      IntStream.of(ofClass).forEach(i -> ofRecord.merge(beats.records()[i], 1, Integer::sum));
      double[] sum = new double[ofClass.length];
      double total = 0;
      for (int i = 0; i < ofClass.length; i++) {
        int same = ofRecord.getOrDefault(beats.records()[ofClass[i]], 1);
        total += 1 / Math.sqrt((double) same);
        sum[i] = total;
      }
      places.add(ofClass);
      sums.add(sum);
    }
  }

  /** Rows of a step; {@code target} is the velocity. */
  record Batch(Tensor noisy, Tensor usual, Tensor times, Tensor classes, Tensor target)
      implements AutoCloseable {
    @Override
    public void close() {
      noisy.close();
      usual.close();
      times.close();
      classes.close();
      target.close();
    }
  }

  Batch draw(SplittableRandom random) {
    int rows = settings.batch();
    float[] noisy = new float[rows * BeatWindow.ROW];
    float[] target = new float[rows * BeatWindow.ROW];
    float[] usual = new float[rows * BeatWindow.ROW];
    float[] times = new float[rows];
    float[] classes = new float[rows * CLASSES];
    for (int row = 0; row < rows; row++) {
      int column = drawClass(random);
      int beat = drawBeat(column, random);
      int at = row * BeatWindow.ROW;
      BeatWindow.toRow(beats.windows()[beat], scale, noisy, at);
      if (random.nextDouble() >= settings.withoutUsual()) {
        BeatWindow.toRow(beats.usual()[beat], scale, usual, at);
      }
      if (random.nextDouble() >= settings.withoutClass()) {
        classes[row * CLASSES + column] = 1;
      }
      double time = (double) (1 + random.nextInt(CosineSchedule.STEPS)) / CosineSchedule.STEPS;
      times[row] = (float) time;
      double signal = CosineSchedule.signal(time);
      double noise = CosineSchedule.noise(time);
      for (int i = at; i < at + BeatWindow.ROW; i++) {
        double drawn = random.nextGaussian();
        double clean = noisy[i];
        noisy[i] = (float) (signal * clean + noise * drawn);
        target[i] = (float) (signal * drawn - noise * clean);
      }
    }
    return new Batch(rows(noisy), rows(usual), column(times), columns(classes), rows(target));
  }

  private int drawClass(SplittableRandom random) {
    double total = 0;
    for (int c = 0; c < CLASSES; c++) {
      total += places.get(c).length == 0 ? 0 : settings.classShares().get(c);
    }
    double at = random.nextDouble() * total;
    int last = 0;
    for (int c = 0; c < CLASSES; c++) {
      if (places.get(c).length > 0) {
        last = c;
        at -= settings.classShares().get(c);
        if (at < 0) {
          return c;
        }
      }
    }
    return last;
  }

  private int drawBeat(int column, SplittableRandom random) {
    double[] sum = sums.get(column);
    double at = random.nextDouble() * sum[sum.length - 1];
    int found = Arrays.binarySearch(sum, at);
    int place = found >= 0 ? found : -found - 1;
    return places.get(column)[Math.min(place, sum.length - 1)];
  }

  private static Tensor rows(float[] values) {
    return Tensor.create(
        values, values.length / BeatWindow.ROW, BeatWindow.LEADS, BeatWindow.ROW_SAMPLES);
  }

  private static Tensor column(float[] values) {
    return Tensor.create(values, values.length, 1);
  }

  private static Tensor columns(float[] values) {
    return Tensor.create(values, values.length / CLASSES, CLASSES);
  }
}
