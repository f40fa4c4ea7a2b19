package org.einthoven.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatInputs;
import org.einthoven.ecg.beat.BeatPreparation;

/**
 * Annotated beats, prepared for the model.
 *
 * @param windows each beat's channels, [beats][4 × 90]
 * @param features [beats][features]
 * @param classes the annotated class of each
 * @param records the record of each, such as 100
 */
public record BeatSet(float[][] windows, float[][] features, BeatClass[] classes, int[] records) {

  /** How many beats there are. */
  public int size() {
    return classes.length;
  }

  /** The beats for which the predicate of their record holds. */
  public BeatSet ofRecords(IntPredicate record) {
    return select(IntStream.range(0, size()).filter(i -> record.test(records[i])).toArray());
  }

  /** The beats at these places. */
  public BeatSet select(int[] places) {
    return new BeatSet(
        Arrays.stream(places).mapToObj(i -> windows[i]).toArray(float[][]::new),
        Arrays.stream(places).mapToObj(i -> features[i]).toArray(float[][]::new),
        Arrays.stream(places).mapToObj(i -> classes[i]).toArray(BeatClass[]::new),
        Arrays.stream(places).map(i -> records[i]).toArray());
  }

  /** How many beats each class has. */
  public int[] counts() {
    int[] counts = new int[BeatClass.values().length];
    for (BeatClass beatClass : classes) {
      counts[beatClass.column()]++;
    }
    return counts;
  }

  /** Both sets. */
  public BeatSet and(BeatSet other) {
    Builder builder = new Builder();
    builder.add(this);
    builder.add(other);
    return builder.build();
  }

  /** Gathers beats. */
  public static final class Builder {

    private static final int WINDOW = BeatPreparation.CHANNELS * BeatPreparation.WINDOW_SAMPLES;

    private final List<float[]> windows = new ArrayList<>();
    private final List<float[]> features = new ArrayList<>();
    private final List<BeatClass> classes = new ArrayList<>();
    private final List<Integer> records = new ArrayList<>();

    /** Adds the beats of a record. */
    public void add(BeatInputs inputs, List<BeatClass> annotated, int record) {
      for (int i = 0; i < inputs.count(); i++) {
        windows.add(Arrays.copyOfRange(inputs.windows(), i * WINDOW, (i + 1) * WINDOW));
        int columns = BeatPreparation.FEATURES;
        features.add(Arrays.copyOfRange(inputs.features(), i * columns, (i + 1) * columns));
        classes.add(annotated.get(i));
        records.add(record);
      }
    }

    /** Adds the beats of a set. */
    public void add(BeatSet set) {
      windows.addAll(Arrays.asList(set.windows));
      features.addAll(Arrays.asList(set.features));
      classes.addAll(Arrays.asList(set.classes));
      Arrays.stream(set.records).forEach(records::add);
    }

    /** All that was added, in that order. */
    public BeatSet build() {
      return new BeatSet(
          windows.toArray(new float[0][]),
          features.toArray(new float[0][]),
          classes.toArray(new BeatClass[0]),
          records.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
