package org.einthoven.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.einthoven.ecg.beat.BeatPreparation;

/**
 * Twelve-lead records as the infarction and the abnormality head read them.
 *
 * @param records one entry a record
 */
public record MedianBeatSet(List<Entry> records) {

  /** Copies the list. */
  public MedianBeatSet {
    records = List.copyOf(records);
  }

  /**
   * A record.
   *
   * @param millivolts its median beat, [leads × 90], twelve leads unless some were picked
   * @param infarction whether myocardial infarction is among its statements
   * @param normal whether it is called normal and nothing else
   * @param fold the data set's fold, 0 where it has none
   * @param patient the patient's number in the data set
   * @param age in years, NaN where not known
   * @param sex {@code male}, {@code female} or {@code unknown}
   * @param labels its statements and their diagnostic classes, by the data set's names; empty where
   *     the data set has none
   */
  public record Entry(
      float[] millivolts,
      boolean infarction,
      boolean normal,
      int fold,
      String patient,
      double age,
      String sex,
      Set<String> labels) {

    /** Copies the labels. */
    public Entry {
      labels = Set.copyOf(labels);
    }

    /** The same record with another beat. */
    public Entry with(float[] beat) {
      return new Entry(beat, infarction, normal, fold, patient, age, sex, labels);
    }
  }

  /** The records for which something holds. */
  public MedianBeatSet only(Predicate<Entry> wanted) {
    return new MedianBeatSet(records.stream().filter(wanted).toList());
  }

  /** The records with one of their leads alone, counted from 0 (lead II is 1). */
  public MedianBeatSet lead(int lead) {
    int from = lead * BeatPreparation.WINDOW_SAMPLES;
    return new MedianBeatSet(
        records.stream()
            .map(
                entry ->
                    entry.with(
                        Arrays.copyOfRange(
                            entry.millivolts(), from, from + BeatPreparation.WINDOW_SAMPLES)))
            .toList());
  }

  /** How many leads a median beat has; twelve where there is none. */
  public int leads() {
    return records.isEmpty()
        ? BeatPreparation.TWELVE
        : records.get(0).millivolts().length / BeatPreparation.WINDOW_SAMPLES;
  }

  /** How many records there are. */
  public int size() {
    return records.size();
  }

  /** The labels that at least so many records have, in alphabetical order. */
  public List<String> labelsOf(int fewest) {
    Map<String, Integer> counts = new TreeMap<>();
    records.forEach(entry -> entry.labels().forEach(label -> counts.merge(label, 1, Integer::sum)));
    counts.values().removeIf(count -> count < fewest);
    return List.copyOf(counts.keySet());
  }

  /** How many of them show infarction. */
  public long infarctions() {
    return records.stream().filter(Entry::infarction).count();
  }

  /** The labels in order. */
  public boolean[] labels() {
    boolean[] labels = new boolean[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = records.get(i).infarction();
    }
    return labels;
  }
}
