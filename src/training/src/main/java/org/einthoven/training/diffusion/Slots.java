package org.einthoven.training.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.ReplacedBeat;
import org.einthoven.inference.diffusion.BeatGenerator;
import org.einthoven.inference.diffusion.BeatWindow;
import org.einthoven.training.data.BeatSet;

/**
 * Places for synthetic beats of a rare class among real beats: the shape is judged against the
 * usual beats of one patient, any of the training patients, and the rhythm is that of a real beat
 * of the class. So a patient without ectopic beats gets some that suit the patient.
 */
final class Slots {

  private static final int REACH = 20;

  private final BeatSet beats;
  private final List<int[]> normalOfRecord = new ArrayList<>();

  /** The whole records of some patients, beats in order of time. */
  Slots(BeatSet beats) {
    this.beats = beats;
    for (int record : Arrays.stream(beats.records()).distinct().toArray()) {
      int[] normal =
          IntStream.range(0, beats.size())
              .filter(i -> beats.records()[i] == record && beats.classes()[i] == BeatClass.N)
              .toArray();
      if (normal.length > 0) {
        normalOfRecord.add(normal);
      }
    }
  }

  /**
   * A place.
   *
   * @param beatClass what is put there
   * @param place of a normal beat of the patient
   * @param donor of a real beat of the class, whose rhythm is taken
   */
  record Slot(BeatClass beatClass, int place, int donor) {}

  /** Draws places: every patient as often as any other, every donor as often as any other. */
  List<Slot> draw(BeatClass beatClass, int count, SplittableRandom random) {
    int[] donors =
        IntStream.range(0, beats.size()).filter(i -> beats.classes()[i] == beatClass).toArray();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < count && donors.length > 0; i++) {
      int[] normal = normalOfRecord.get(random.nextInt(normalOfRecord.size()));
      slots.add(
          new Slot(
              beatClass,
              normal[random.nextInt(normal.length)],
              donors[random.nextInt(donors.length)]));
    }
    return slots;
  }

  /** What a generator is asked for. */
  List<BeatGenerator.Wanted> wanted(List<Slot> slots) {
    return slots.stream()
        .map(slot -> new BeatGenerator.Wanted(slot.beatClass(), usual(slot.place())))
        .toList();
  }

  /** The made-up beats in their places, as prepared beats. */
  BeatSet fill(List<Slot> slots, List<float[]> made) {
    float[][] windows = new float[slots.size()][];
    float[][] features = new float[slots.size()][];
    BeatClass[] classes = new BeatClass[slots.size()];
    int[] records = new int[slots.size()];
    for (int i = 0; i < classes.length; i++) {
      Slot slot = slots.get(i);
      float[] usual = usual(slot.place());
      windows[i] = ReplacedBeat.channels(made.get(i), usual);
      features[i] =
          ReplacedBeat.features(
              beats.features()[slot.donor()], made.get(i), usual, nearby(slot.place()));
      classes[i] = slot.beatClass();
      records[i] = beats.records()[slot.place()];
    }
    return new BeatSet(windows, features, classes, records);
  }

  private float[] usual(int place) {
    return GeneratorBeats.usualBeat(beats.windows()[place]);
  }

  /**
   * The median of the beats around a place, as far as they are compared with the same usual beat.
   */
  private float[] nearby(int place) {
    float[] usual = usual(place);
    int[] around =
        IntStream.rangeClosed(place - REACH, place + REACH)
            .filter(i -> i >= 0 && i < beats.size())
            .filter(i -> beats.records()[i] == beats.records()[place])
            .filter(i -> sameBlock(usual(i), usual))
            .toArray();
    float[] nearby = new float[BeatWindow.WINDOW];
    float[] column = new float[around.length];
    for (int i = 0; i < nearby.length; i++) {
      for (int j = 0; j < around.length; j++) {
        column[j] = beats.windows()[around[j]][i];
      }
      Arrays.sort(column);
      int middle = column.length / 2;
      nearby[i] =
          column.length % 2 == 1 ? column[middle] : (column[middle - 1] + column[middle]) / 2;
    }
    return nearby;
  }

  private static boolean sameBlock(float[] one, float[] other) {
    double distance = 0;
    for (int i = 0; i < one.length; i++) {
      distance = Math.max(distance, Math.abs(one[i] - other[i]));
    }
    return distance < 1e-4;
  }
}
