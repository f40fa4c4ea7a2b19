package org.einthoven.training.diffusion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.Sampling;
import org.einthoven.training.data.BeatSet;

/**
 * Makes beats of the rare classes for {@link Slots} among real ones.
 *
 * @param ofClass S and as many V beats; half as many F
 * @param sampling of the generator
 * @param store where they are kept
 * @param progress is told what is made
 */
record SlotFilling(
    int ofClass, Sampling sampling, SyntheticStore store, Consumer<String> progress) {

  /**
   * The beats of that name.
   *
   * @param training whole records, beats in order of time
   * @param generator that has seen these patients alone
   */
  BeatSet fill(String name, BeatSet training, BeatGenerator generator, long seed)
      throws IOException {
    Slots slots = new Slots(training);
    List<Slots.Slot> places = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (BeatClass beatClass : DiffusionReport.RARE) {
      int count = beatClass == BeatClass.F ? ofClass / 2 : ofClass;
      places.addAll(slots.draw(beatClass, count, random));
    }
    progress.accept(name + ": making " + places.size() + " beats to train with");
    List<float[]> made =
        store.madeOr(
            name + "-filled", () -> generator.make(slots.wanted(places), seed + 1, sampling));
    return slots.fill(places, made);
  }
}
