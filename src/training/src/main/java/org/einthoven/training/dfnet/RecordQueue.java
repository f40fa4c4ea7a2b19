package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.einthoven.training.data.MedianBeatSet;

/** Records in random order, again and again. */
final class RecordQueue {
  private final MedianBeatSet records;
  private final SplittableRandom random;
  private final int[] order;
  private int next;

  RecordQueue(MedianBeatSet records, SplittableRandom random) {
    this.records = records;
    this.random = random;
    this.order = IntStream.range(0, records.size()).toArray();
    BeatSampling.shuffle(order, random);
  }

  List<MedianBeatSet.Entry> next(int count) {
    List<MedianBeatSet.Entry> some = new ArrayList<>();
    while (some.size() < count) {
      if (next == order.length) {
        BeatSampling.shuffle(order, random);
        next = 0;
      }
      some.add(records.records().get(order[next++]));
    }
    return some;
  }
}
