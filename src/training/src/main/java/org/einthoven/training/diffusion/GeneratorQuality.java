package org.einthoven.training.diffusion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatClass;

/**
 * What a generator's beats look like to an encoder that was trained on real ones, and the other way
 * round. All synthetic beats here stand for training patients.
 *
 * @param trtr classes of real beats of other patients as an encoder of real beats takes them
 * @param tstr the same for an encoder that was trained on synthetic beats alone
 * @param trts classes of synthetic beats as the encoder of real beats takes them
 * @param frechet distances by class
 * @param memorised S, V and F beats against those that the generator was trained on
 */
record GeneratorQuality(
    int[][] trtr,
    int[][] tstr,
    int[][] trts,
    Map<BeatClass, Frechet> frechet,
    NearestBeats.Comparison memorised) {

  private static final int FEWEST = 60;

  /**
   * Squared Fréchet distances between sets of the same size.
   *
   * @param synthetic synthetic against real beats of the training patients
   * @param real one half of these against the other
   * @param patients these against real beats of other patients, NaN where they have too few
   */
  record Frechet(double synthetic, double real, double patients) {}

  /**
   * Judges.
   *
   * @param trained the beats that the generator was trained on
   * @param heldBack rare beats of the same patients that it was not trained on
   * @param synthetic its beats
   * @param others real beats of other patients
   */
  static GeneratorQuality judge(
      GeneratorBeats trained,
      GeneratorBeats heldBack,
      GeneratorBeats synthetic,
      GeneratorBeats others,
      int encoderSteps,
      long seed) {
    BeatEncoder ofReal = BeatEncoder.train(trained, encoderSteps, seed);
    BeatEncoder ofSynthetic = BeatEncoder.train(synthetic, encoderSteps, seed);
    Map<BeatClass, Frechet> frechet = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (BeatClass beatClass : GeneratorBeats.CLASSES) {
      GeneratorBeats made = synthetic.ofClass(beatClass);
      GeneratorBeats real = shuffled(trained.ofClass(beatClass), random);
      int size = Math.min(made.size(), real.size() / 2);
      if (size >= FEWEST) {
        float[][] one = ofReal.embed(first(real, 0, size));
        float[][] other = ofReal.embed(first(real, size, size));
        GeneratorBeats strangers = shuffled(others.ofClass(beatClass), random);
        double patients =
            strangers.size() < size
                ? Double.NaN
                : FrechetDistance.of(one, ofReal.embed(first(strangers, 0, size)));
        frechet.put(
            beatClass,
            new Frechet(
                FrechetDistance.of(one, ofReal.embed(first(made, 0, size))),
                FrechetDistance.of(one, other),
                patients));
      }
    }
    return new GeneratorQuality(
        ofReal.confusion(others),
        ofSynthetic.confusion(others),
        ofReal.confusion(synthetic),
        frechet,
        NearestBeats.compare(
            rare(synthetic).windowList(), heldBack.windowList(), rare(trained).windowList()));
  }

  private static GeneratorBeats rare(GeneratorBeats beats) {
    return beats.where(i -> beats.classes()[i] != BeatClass.N);
  }

  private static GeneratorBeats first(GeneratorBeats beats, int from, int count) {
    return beats.where(i -> i >= from && i < from + count);
  }

  private static GeneratorBeats shuffled(GeneratorBeats beats, SplittableRandom random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, beats.size()).boxed().toList());
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return beats.at(order.stream().mapToInt(Integer::intValue).toArray());
  }
}
