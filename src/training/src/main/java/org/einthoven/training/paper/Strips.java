package org.einthoven.training.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.einthoven.training.paper.PaperBatches.Strip;

/**
 * Which strips an epoch shows. Nearly all beats are learned within an epoch or two; from the third
 * on, a strip without any beat that is hard is shown less often, which halves the cost of an epoch.
 */
final class Strips {

  private static final int EPOCHS_OF_ALL = 2;

  private final List<RecordBeats> records;
  private final PaperSettings settings;
  private final int[] firstBeats;
  private final float[] losses;

  Strips(List<RecordBeats> records, PaperSettings settings) {
    this.records = records;
    this.settings = settings;
    this.firstBeats = firstBeats(records);
    this.losses = new float[records.stream().mapToInt(RecordBeats::size).sum()];
    Arrays.fill(losses, Float.MAX_VALUE);
  }

  /** The place of each record's first beat among all beats. */
  static int[] firstBeats(List<RecordBeats> records) {
    int[] first = new int[records.size()];
    int sum = 0;
    for (int i = 0; i < first.length; i++) {
      first[i] = sum;
      sum += records.get(i).size();
    }
    return first;
  }

  /** The place of a strip's beat among all beats, or -1 beyond the end of its record. */
  int place(Strip strip, int beat) {
    int at = strip.from() + beat;
    return at < records.get(strip.record()).size() ? firstBeats[strip.record()] + at : -1;
  }

  /** Remembers how well the beats of a strip were judged; 0 for those that are not trained on. */
  void note(Strip strip, float[] rowLosses, int firstRow) {
    for (int beat = 0; beat < settings.stripBeats(); beat++) {
      int place = place(strip, beat);
      if (place >= 0) {
        losses[place] = rowLosses[firstRow + beat];
      }
    }
  }

  /** What was noted of all beats. */
  float[] losses() {
    return losses.clone();
  }

  /** Goes on from what {@link #losses} gave. */
  void restore(float[] noted) {
    System.arraycopy(noted, 0, losses, 0, losses.length);
  }

  /** The steps of an epoch, counted from 1: records cut at other places each time, mixed. */
  List<List<Strip>> steps(int epoch, SplittableRandom random) {
    int beats = settings.stripBeats();
    List<Strip> strips = new ArrayList<>();
    for (int record = 0; record < records.size(); record++) {
      int last = Math.max(0, records.get(record).size() - beats);
      int from = random.nextInt(beats);
      if (from > 0) {
        strips.add(new Strip(record, 0));
      }
      for (; from < last; from += beats) {
        strips.add(new Strip(record, from));
      }
      strips.add(new Strip(record, last));
    }
    if (epoch > EPOCHS_OF_ALL) {
      strips.removeIf(strip -> random.nextDouble() >= chance(strip));
    }
    int[] order = new int[strips.size()];
    Arrays.setAll(order, i -> i);
    RandomSplit.shuffle(order, random);
    List<List<Strip>> steps = new ArrayList<>();
    int size = Math.min(settings.strips(), order.length);
    for (int from = 0; size > 0 && from + size <= order.length; from += size) {
      List<Strip> step = new ArrayList<>();
      for (int i = from; i < from + size; i++) {
        step.add(strips.get(order[i]));
      }
      steps.add(step);
    }
    return steps;
  }

  private double chance(Strip strip) {
    float worst = 0;
    for (int beat = 0; beat < settings.stripBeats(); beat++) {
      int place = place(strip, beat);
      worst = place < 0 ? worst : Math.max(worst, losses[place]);
    }
    return Math.max(settings.rarest(), worst / settings.hard());
  }
}
