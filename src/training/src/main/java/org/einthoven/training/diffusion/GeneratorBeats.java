package org.einthoven.training.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.diffusion.BeatWindow;
import org.einthoven.training.data.BeatSet;

/**
 * Real beats as the generator sees them.
 *
 * @param windows two leads of each, [beats][2 × 90]
 * @param usual the usual beat of the same patient at that time, [beats][2 × 90]
 * @param classes the annotated class of each
 * @param records the record of each
 */
record GeneratorBeats(float[][] windows, float[][] usual, BeatClass[] classes, int[] records) {

  /** The classes that a generator makes; Q without paced records is a handful of beats. */
  static final List<BeatClass> CLASSES =
      List.of(BeatClass.N, BeatClass.S, BeatClass.V, BeatClass.F);

  /** The beats of a set that are of a class which a generator makes. */
  static GeneratorBeats of(BeatSet set) {
    int[] places =
        IntStream.range(0, set.size()).filter(i -> CLASSES.contains(set.classes()[i])).toArray();
    float[][] windows = new float[places.length][];
    float[][] usual = new float[places.length][];
    BeatClass[] classes = new BeatClass[places.length];
    int[] records = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      float[] channels = set.windows()[places[i]];
      windows[i] = Arrays.copyOf(channels, BeatWindow.WINDOW);
      usual[i] = usualBeat(channels);
      classes[i] = set.classes()[places[i]];
      records[i] = set.records()[places[i]];
    }
    return new GeneratorBeats(windows, usual, classes, records);
  }

  /** The leads of a prepared beat minus what they differ by from the usual beat. */
  static float[] usualBeat(float[] channels) {
    float[] usual = new float[BeatWindow.WINDOW];
    for (int i = 0; i < usual.length; i++) {
      usual[i] = channels[i] - channels[BeatWindow.WINDOW + i];
    }
    return usual;
  }

  int size() {
    return classes.length;
  }

  /** The beats at whose places the predicate holds. */
  GeneratorBeats where(IntPredicate place) {
    return at(IntStream.range(0, size()).filter(place).toArray());
  }

  /** The beats at these places. */
  GeneratorBeats at(int[] places) {
    return new GeneratorBeats(
        Arrays.stream(places).mapToObj(i -> windows[i]).toArray(float[][]::new),
        Arrays.stream(places).mapToObj(i -> usual[i]).toArray(float[][]::new),
        Arrays.stream(places).mapToObj(i -> classes[i]).toArray(BeatClass[]::new),
        Arrays.stream(places).map(i -> records[i]).toArray());
  }

  GeneratorBeats ofClass(BeatClass beatClass) {
    return where(i -> classes[i] == beatClass);
  }

  List<float[]> windowList() {
    return new ArrayList<>(Arrays.asList(windows));
  }

  /** The factor that brings the windows to variance 1. */
  double scale() {
    double squares = 0;
    for (float[] window : windows) {
      for (float value : window) {
        squares += (double) value * value;
      }
    }
    return 1 / Math.sqrt(Math.max(1e-12, squares / Math.max(1, size()) / BeatWindow.WINDOW));
  }
}
