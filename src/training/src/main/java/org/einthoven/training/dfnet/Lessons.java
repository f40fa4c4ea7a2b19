package org.einthoven.training.dfnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.run.RunIdentity;

/**
 * What one network learns.
 *
 * @param beats annotated beats, of whole records and of pieces
 * @param further beats beside them
 * @param records median beats
 * @param rhythms empty where there is no fibrillation head
 */
record Lessons(BeatSet beats, FurtherBeats further, MedianBeatSet records, RhythmSet rhythms) {

  /** All of the data. */
  static Lessons all(TrainingData data) {
    FibrillationData rhythms = data.rhythms();
    return new Lessons(
        data.whole().and(data.pieces()),
        data.further(),
        data.records(),
        rhythms == null ? new RhythmSet(List.of()) : rhythms.all());
  }

  /**
   * Without the patients that the network is to judge.
   *
   * @param part of DS1 and of CinC 2017
   * @param folds of PTB-XL; their strips stay among the further beats, which say nothing of what is
   *     judged on PTB-XL
   */
  static Lessons without(TrainingData data, int part, Set<Integer> folds) {
    Set<Integer> left = MitBih.DS1_PARTS.get(part);
    FibrillationData rhythms = data.rhythms();
    return new Lessons(
        data.whole()
            .ofRecords(record -> !left.contains(record))
            .and(data.pieces().ofRecords(record -> !left.contains(record))),
        data.further().ofRecords(record -> !left.contains(record)),
        data.records().only(entry -> !folds.contains(entry.fold())),
        rhythms == null ? new RhythmSet(List.of()) : rhythms.without(part, folds));
  }

  /** A task for each kind, the beats first. */
  List<Task> tasks(DfnetSettings settings) {
    List<Task> tasks = new ArrayList<>();
    tasks.add(new BeatTask(beats, further, settings));
    tasks.add(new MedianBeatTask(records, settings));
    if (rhythms.size() > 0) {
      tasks.add(new FibrillationTask(rhythms, settings));
    }
    return tasks;
  }

  /** How much there is of each, to know a network by. */
  RunIdentity identity() {
    return new RunIdentity(Map.of())
        .with("beats", beats.size())
        .with("simulated beats", further.simulated().size())
        .with("strips", further.strips().size())
        .with("records", records.size())
        .with("rhythms", rhythms.size());
  }
}
